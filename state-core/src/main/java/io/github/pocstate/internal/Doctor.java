package io.github.pocstate.internal;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.config.ConfigReview;
import io.github.pocstate.config.GivenSetting;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Section;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.CheckupProvider;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.Sections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets every adapter look at its part of the lab, all at the same time and none for too long; writes nothing. */
public final class Doctor {

    private static final Logger log = LoggerFactory.getLogger(Doctor.class);

    /** The checks have shorter limits of their own; this one is for what they forgot. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Duration limit;

    private Doctor(Duration limit) {
        this.limit = limit;
    }

    /**
     * Looks at everything that the settings name.
     *
     * @param settings right or wrong
     * @return what was found
     */
    public static Diagnosis examine(PocConfig.Builder settings) {
        Sections ourselves = new Sections();
        JavaCheckup.examine(ourselves.section("Java"));
        List<CheckupProvider> providers = providers(ourselves.section("Java"));
        return new Doctor(LIMIT).examine(settings.review(), ourselves, providers);
    }

    /** The same with the providers given, for tests. */
    static Diagnosis examine(ConfigReview settings, List<CheckupProvider> providers, Duration limit) {
        return new Doctor(limit).examine(settings, new Sections(), providers);
    }

    private static List<CheckupProvider> providers(Findings findings) {
        try {
            return Services.all(CheckupProvider.class);
        } catch (PocStateException e) {
            findings.failed("modules", e);
            return List.of();
        }
    }

    private Diagnosis examine(ConfigReview settings, Sections ourselves, List<CheckupProvider> providers) {
        long start = System.nanoTime();
        configuration(settings, ourselves.section(Diagnosis.CONFIGURATION));
        List<Section> sections = new ArrayList<>(ourselves.list());
        sections.addAll(theirs(new CheckupContext(settings.config(), settings.wrong(), Optional.empty()), providers));
        return new Diagnosis(settings.settings(), sections, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void configuration(ConfigReview settings, Findings findings) {
        for (GivenSetting given : settings.settings()) {
            for (String mistake : given.mistakes()) {
                findings.add(Finding.failed(
                        given.setting().name(), new Problem(mistake, whereFrom(given), ConfigReview.REMEDY)));
            }
        }
        if (settings.wrong().isEmpty()) {
            findings.passed("settings", "complete, each as it must be written");
        }
    }

    private static String whereFrom(GivenSetting given) {
        return switch (given.source()) {
            case CODE -> "set in code";
            case SYSTEM_PROPERTY -> "system property " + given.setting().property();
            case ENVIRONMENT -> "environment variable " + given.setting();
            case DEFAULT -> "neither in the environment nor a system property nor set in code";
        };
    }

    private List<Section> theirs(CheckupContext context, List<CheckupProvider> providers) {
        List<CheckupProvider> ordered = providers.stream()
                .sorted(Comparator.comparingInt(CheckupProvider::order))
                .toList();
        Optional<DatabaseQuestions> questions = ordered.stream()
                .flatMap(provider -> provider.questions(context).stream())
                .findFirst();
        CheckupContext complete = new CheckupContext(context.config(), context.wrong(), questions);
        try {
            List<Running> running = ordered.stream()
                    .flatMap(provider -> provider.checkups(complete).stream())
                    .map(Running::start)
                    .toList();
            long deadline = System.nanoTime() + limit.toNanos();
            return running.stream()
                    .flatMap(one -> one.sections(deadline, limit).stream())
                    .toList();
        } finally {
            questions.ifPresent(DatabaseQuestions::close);
        }
    }

    /** A checkup that goes on in a thread of its own. */
    private record Running(Checkup checkup, Sections sections, CompletableFuture<Void> done) {

        static Running start(Checkup checkup) {
            Sections sections = new Sections();
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> run(checkup, sections, done), "pocstate-doctor");
            thread.setDaemon(true);
            thread.start();
            return new Running(checkup, sections, done);
        }

        private static void run(Checkup checkup, Sections sections, CompletableFuture<Void> done) {
            try {
                checkup.examine(sections);
                done.complete(null);
            } catch (RuntimeException | LinkageError e) {
                done.completeExceptionally(e);
            }
        }

        List<Section> sections(long deadline, Duration limit) {
            try {
                done.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                stopped(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                rest(new Problem(
                        "The checks did not end within " + limit.toSeconds() + " s.",
                        checkup.title(),
                        "see whether it answers at all, then call again"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                rest(new Problem("The checks were interrupted.", checkup.title(), "call again"));
            }
            return sections.list();
        }

        private void stopped(Throwable error) {
            if (error instanceof RuntimeException unforeseen) {
                log.debug("[{}] a checkup stopped", checkup.title(), unforeseen);
                sections.section(checkup.title()).failed("checks", unforeseen);
            } else {
                rest(new Problem(
                        "A class could not be loaded: " + error.getMessage(),
                        checkup.title(),
                        "put the libraries of one version of PocState on the class path"));
            }
        }

        private void rest(Problem problem) {
            sections.section(checkup.title()).add(Finding.failed("checks", problem));
        }
    }
}
