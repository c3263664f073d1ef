/** PocState: brings a bare-metal lab into a known state. */
module io.github.pocstate {
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;

    exports io.github.pocstate;
    exports io.github.pocstate.config;
    exports io.github.pocstate.doctor;
    exports io.github.pocstate.junit;
    exports io.github.pocstate.plan;
    exports io.github.pocstate.snapshot;
    exports io.github.pocstate.spi;
    exports io.github.pocstate.verify;

    uses io.github.pocstate.Phase;
    uses io.github.pocstate.spi.CheckupProvider;
    uses io.github.pocstate.spi.LabProvider;
    uses io.github.pocstate.spi.SnapshotProvider;
    uses io.github.pocstate.spi.TransitionProvider;
}
