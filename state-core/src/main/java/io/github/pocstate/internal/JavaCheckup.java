package io.github.pocstate.internal;

import io.github.pocstate.spi.Findings;

/** Looks at the Java we run on and at the modules on the class path. */
final class JavaCheckup {

    private JavaCheckup() {}

    static void examine(Findings findings) {
        findings.passed(
                "version",
                Runtime.version() + ", " + System.getProperty("java.vm.name") + " of "
                        + System.getProperty("java.vendor"));
        findings.check("modules", () -> {
            String lab = Services.labProvider().getClass().getSimpleName();
            return Services.snapshotProvider()
                    .map(provider -> lab + ", " + provider.getClass().getSimpleName())
                    .orElse(lab + "; no snapshots without io.github.pocstate:state-snapshot");
        });
    }
}
