package io.github.pocstate.netbox.internal;

import io.github.pocstate.Goal;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.Difference;
import io.github.pocstate.netbox.internal.compare.Difference.AddressCreation;
import io.github.pocstate.netbox.internal.compare.Difference.AddressRemoval;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.internal.compare.Difference.JournalCreation;
import io.github.pocstate.netbox.internal.compare.Difference.JournalRemoval;
import io.github.pocstate.netbox.internal.compare.NetBoxPhases;
import io.github.pocstate.netbox.internal.compare.QueueDifference;
import io.github.pocstate.netbox.internal.write.BulkStep;
import io.github.pocstate.netbox.internal.write.BulkWriter;
import io.github.pocstate.netbox.internal.write.CablePatcher;
import io.github.pocstate.netbox.internal.write.CableRecreator;
import io.github.pocstate.netbox.internal.write.QueueStep;
import io.github.pocstate.netbox.internal.write.Workspace;
import io.github.pocstate.netbox.internal.write.Writes;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Failure;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns what is missing into steps, in an order that can be interrupted anywhere: what a later step needs comes first,
 * and the wiring is on record before a cable is touched and until it lies as it should.
 */
final class Planner {

    private static final String TAGS = "tags";
    private static final String ADDRESSES = "ip-addresses";
    private static final String DEVICES = "devices";
    private static final String JOURNAL = "journal-entries";
    private static final String CABLES = "cables";

    private final PocConfig config;
    private final NetBoxClient netBox;
    private final BulkWriter writer;
    private final RedisServer redis;
    private final Runnable beforeWrite;
    private final boolean patchesCables;
    private final Clock clock;

    Planner(
            PocConfig config,
            NetBoxClient netBox,
            BulkWriter writer,
            RedisServer redis,
            Runnable beforeWrite,
            boolean patchesCables,
            Clock clock) {
        this.config = config;
        this.netBox = netBox;
        this.writer = writer;
        this.redis = redis;
        this.beforeWrite = beforeWrite;
        this.patchesCables = patchesCables;
        this.clock = clock;
    }

    Plan plan(Goal goal, Inventory inventory) {
        Difference difference = difference(goal, inventory);
        return new Plan(goal, "netbox-api", steps(difference, inventory), failures(difference));
    }

    /** In a phase that stops before cable validation a conflict is a failure already. */
    private static List<Failure> failures(Difference difference) {
        return Stream.concat(difference.failures().stream(), difference.conflicts().stream())
                .distinct()
                .toList();
    }

    /** Whatever a plan would still change is a deviation, and what no plan can put right. */
    Verification verify(Goal goal, Inventory inventory) {
        Difference difference = difference(goal, inventory);
        Stream<Deviation> conflicts = difference.conflicts().stream()
                .map(conflict -> new Deviation(
                        CABLES,
                        conflict.server(),
                        "the production cables on record",
                        "a server that " + conflict.reason()));
        Stream<Deviation> missing = steps(difference, inventory).stream()
                .filter(step -> !step.kind().equals(TAGS))
                .flatMap(step -> step.changes().stream()
                        .map(change -> new Deviation(step.kind(), change.subject(), change.wanted(), change.found())));
        return new Verification(
                goal,
                new TreeMap<>(difference.checked()),
                Stream.concat(conflicts, missing).toList(),
                failures(difference));
    }

    private Difference difference(Goal goal, Inventory inventory) {
        NetBoxPhase phase = NetBoxPhases.find(goal.phase()).orElseThrow();
        return Difference.between(goal, inventory, phase, config.lab());
    }

    private List<Step> steps(Difference difference, Inventory inventory) {
        Workspace workspace = new Workspace(difference.addressIds(), inventory.tagId());
        workspace.mustGo(difference.addressRemovals().stream().map(AddressRemoval::address));
        List<Step> steps = new ArrayList<>();
        if (difference.needsTag() && inventory.tagId().isEmpty()) {
            steps.add(bulk(
                    "tag " + config.lab().tag(),
                    TAGS,
                    List.of(config.lab().tag()),
                    slug -> new Change(slug, "no tag", "a tag"),
                    new Writes.CreateTag(netBox.extras, workspace)));
        }
        steps.add(bulk(
                "wrong addresses removed",
                ADDRESSES,
                difference.addressRemovals(),
                removal -> describe(removal, inventory),
                new Writes.RemoveAddresses(netBox.ipam, workspace)));
        steps.add(bulk(
                "addresses on " + config.lab().bmcInterface(),
                ADDRESSES,
                difference.addressCreations(),
                Planner::describe,
                new Writes.CreateAddresses(netBox.ipam, workspace)));
        steps.add(devices(difference.onTheWay(), workspace));
        steps.add(bulk(
                "journal entries",
                JOURNAL,
                difference.journalCreations(),
                Planner::describe,
                new Writes.CreateJournalEntries(netBox.extras, workspace)));
        steps.add(cables(difference.cables(), workspace));
        steps.add(devices(difference.arrivals(), workspace));
        steps.add(bulk(
                "other journal entries of ours removed",
                JOURNAL,
                difference.journalRemovals(),
                Planner::describe,
                new Writes.RemoveJournalEntries(netBox.extras, workspace)));
        steps.add(queue("discovery queue", config.redis().discoveryQueue(), difference.discoveryQueue(), workspace));
        steps.add(queue("update queue", config.redis().updateQueue(), difference.updateQueue(), workspace));
        steps.removeIf(step -> step.changes().isEmpty());
        return steps;
    }

    private <T> Step bulk(
            String name, String kind, List<T> objects, Function<T, Change> change, BulkWriter.Request<T> request) {
        return new BulkStep<>(name, kind, objects, change.andThen(List::of), writer, request);
    }

    private Step devices(List<DeviceWork> work, Workspace workspace) {
        String statuses = work.stream()
                .flatMap(device -> device.status().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        boolean oob = work.stream().anyMatch(device -> device.oob().isPresent());
        String name = Stream.of(statuses.isEmpty() ? "" : "status " + statuses, oob ? "OOB address" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return bulk(name, DEVICES, work, Planner::describe, new Writes.UpdateDevices(netBox.dcim, workspace, oob));
    }

    private Step cables(List<CableWork> work, Workspace workspace) {
        boolean inverts = work.stream().anyMatch(CableWork::inverted);
        return new BulkStep<>(
                inverts ? "production cables inverted" : "production cables as built",
                CABLES,
                work,
                Planner::describe,
                writer,
                patchesCables ? new CablePatcher(netBox.dcim, workspace) : new CableRecreator(netBox.dcim, workspace));
    }

    private Step queue(String name, String queue, QueueDifference difference, Workspace workspace) {
        return new QueueStep(name, queue, difference, workspace, redis, beforeWrite, clock);
    }

    private static Change describe(AddressRemoval removal, Inventory inventory) {
        String other = inventory.otherHolders().get(removal.address().id());
        String found = "address " + removal.address().host().toCanonicalString();
        return new Change(
                removal.server().name(),
                other == null ? found : found + ", which " + other + " holds, too",
                "no such address");
    }

    private static Change describe(AddressCreation creation) {
        return new Change(creation.server().name(), "no such address", "address " + creation.address());
    }

    private static Change describe(DeviceWork work) {
        String status = work.status().map(wanted -> "status " + wanted).orElse("");
        String oob = work.oob().map(address -> "OOB address " + address).orElse("");
        String wanted = status.isEmpty() || oob.isEmpty() ? status + oob : status + ", " + oob;
        String found = work.status().isPresent() ? "status " + work.server().status() : "another OOB address or none";
        return new Change(work.server().name(), found, wanted);
    }

    private static Change describe(JournalCreation creation) {
        return new Change(
                creation.server().name(),
                "no such journal entry",
                creation.note().kind() + " entry");
    }

    private static Change describe(JournalRemoval removal) {
        return new Change(
                removal.server().name(), removal.entry().note().kind() + " entry of ours", "no such journal entry");
    }

    private static List<Change> describe(CableWork work) {
        return work.changing()
                .map(nic -> new Change(
                        work.server().name() + " [" + nic.nic().name() + "]",
                        describe(nic.nic().far(), nic.nic().isMarked()),
                        describe(Optional.of(nic.far()), nic.marked())))
                .toList();
    }

    private static String describe(Optional<FarEnd> far, boolean marked) {
        return far.map(end -> "cable to " + end).orElse("no cable") + (marked ? ", tagged" : "");
    }
}
