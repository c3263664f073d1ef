package io.github.pocstate.netbox.testkit;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.Scope;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.testkit.ShortJava;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that restores a phase and stops dead in the middle: no lock is freed, no connection closed. */
final class RestoreThatDies {

    /** What a shell tells of a process that was killed. */
    static final int KILLED = 137;

    private static final long MINUTES = 5;
    private static final String ANY = "-";

    private RestoreThatDies() {}

    /**
     * Starts the process and waits for its end.
     *
     * @param settings its environment
     * @param phase where it is to go
     * @param scope the servers
     * @param requests after how many answered writing requests it dies
     * @return its exit code, {@link #KILLED} when it died as it should
     */
    static int run(Map<Setting, String> settings, Phase phase, Scope scope, int requests)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(ShortJava.command(
                RestoreThatDies.class.getName(),
                phase.name(),
                scope.limit().isPresent() ? String.valueOf(scope.limit().getAsInt()) : ANY,
                scope.site().orElse(ANY),
                String.valueOf(requests)));
        builder.environment()
                .keySet()
                .removeAll(List.of(Setting.values()).stream().map(Setting::name).toList());
        settings.forEach((setting, value) -> builder.environment().put(setting.name(), value));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the restore neither ended nor died in " + MINUTES + " minutes");
        }
        return process.exitValue();
    }

    /** Restores until it dies. */
    public static void main(String[] args) {
        Phase phase = Phase.of(args[0]);
        RestoreOptions.Builder options = RestoreOptions.builder();
        if (!args[1].equals(ANY)) {
            options.limit(Integer.parseInt(args[1]));
        }
        if (!args[2].equals(ANY)) {
            options.site(args[2]);
        }
        try (PocSession session = PocSession.open(PocConfig.load())) {
            Set<String> steps = NetBoxPhaseContract.stepsInto(session, phase, options.build());
            AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
            session.restore(phase, options.listener(new Death(steps, left)).build());
        }
    }

    /** Reading is not counted, since nothing can be left half done by it. */
    private record Death(Set<String> steps, AtomicInteger left) implements ProgressListener {

        @Override
        public void advanced(String stage, int objects) {
            if (steps.contains(stage) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
