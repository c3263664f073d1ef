package io.github.pocstate.examples.three;

import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.testkit.NetBoxPhaseContract;
import java.util.Map;

// tag::contract[]
class PhaseThreeContractIT extends NetBoxPhaseContract {

    @Override
    protected NetBoxPhase phase() {
        return new PhaseThree();
    }

    @Override
    protected Map<Setting, String> settings() {
        return settingsFrom(LabOfTests.variables()); // System.getenv() for the lab that the environment names
    }

    @Override
    protected RestoreOptions.Builder options() {
        // more than the first batch of cables, so that it is killed in between
        return RestoreOptions.builder().limit(7);
    }
}
// end::contract[]
