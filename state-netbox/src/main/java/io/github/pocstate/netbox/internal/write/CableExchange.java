package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.write.Workspace.Part;
import java.util.Optional;

/** A way of bringing the cables of a server where they must lead; what both ways have in common. */
abstract class CableExchange implements BulkWriter.Request<CableWork> {

    final Workspace workspace;

    CableExchange(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public boolean concerns(ObjectError error, CableWork work, int index) {
        return error.id().isPresent() && work.concerns(error.id().getAsLong());
    }

    @Override
    public Optional<String> obstacle(CableWork work) {
        Optional<String> earlier = workspace.obstacle(work.server().id(), Part.STATUS, Part.JOURNAL);
        return work.inverted() ? earlier.or(workspace::tagObstacle) : earlier;
    }

    @Override
    public void refused(CableWork work) {
        workspace.refused(work.server().id(), Part.CABLES);
    }

    @Override
    public int firstBatch() {
        return CableWork.FIRST_BATCH;
    }

    @Override
    public int size(CableWork work) {
        return (int) work.changing().count();
    }

    @Override
    public String subject(CableWork work) {
        return work.server().name();
    }
}
