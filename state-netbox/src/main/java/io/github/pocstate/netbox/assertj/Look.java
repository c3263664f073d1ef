package io.github.pocstate.netbox.assertj;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.verify.Verification;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look at the lab, taken when it is first needed; not thread-safe. */
final class Look {

    private final Supplier<Inventory> read;
    private final BiFunction<Phase, Inventory, Verification> compare;
    private @Nullable Inventory seen;

    Look(Supplier<Inventory> read, BiFunction<Phase, Inventory, Verification> compare) {
        this.read = read;
        this.compare = compare;
    }

    static Look at(PocSession lab, RestoreOptions options) {
        return new Look(
                () -> (Inventory) lab.read(options),
                (phase, seen) -> lab.verify(new Goal(phase, options.scope(), options.publishDiscovery()), seen));
    }

    Inventory inventory() {
        if (seen == null) {
            seen = read.get();
        }
        return seen;
    }

    Verification compareWith(Phase phase) {
        return compare.apply(phase, inventory());
    }
}
