package io.github.pocstate.lab.internal.netbox.rest;

/** A request ends here, with this answer; what it wrote is rolled back. */
final class AnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    AnswerException(Answer answer) {
        super("answered with " + answer.status());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
