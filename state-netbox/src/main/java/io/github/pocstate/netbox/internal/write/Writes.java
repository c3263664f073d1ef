package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.api.ExtrasApi;
import io.github.pocstate.netbox.api.IpamApi;
import io.github.pocstate.netbox.dto.DevicePatch;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpAddressPost;
import io.github.pocstate.netbox.dto.JournalEntryPost;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.TagPost;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.Difference.AddressCreation;
import io.github.pocstate.netbox.internal.compare.Difference.AddressRemoval;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.internal.compare.Difference.JournalCreation;
import io.github.pocstate.netbox.internal.compare.Difference.JournalRemoval;
import io.github.pocstate.netbox.internal.compare.NoteText;
import io.github.pocstate.netbox.internal.write.Workspace.Part;
import io.github.pocstate.netbox.model.HostAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The bulk requests for everything but cables: what is sent, and which object an error is about. */
public final class Writes {

    /** NetBox makes addresses one after the other, under a lock; a second request only hides the way there. */
    private static final int ADDRESSES_IN_FLIGHT = 2;

    private Writes() {}

    private static boolean isAt(ObjectError error, int index) {
        return error.index().isPresent() && error.index().getAsLong() == index;
    }

    private static boolean isId(ObjectError error, long id) {
        return error.id().isPresent() && error.id().getAsLong() == id;
    }

    /** A removed object that is gone already is in its end state. */
    static void deleting(List<Long> ids, Consumer<List<IdDto>> delete) {
        try {
            delete.accept(ids.stream().map(IdDto::new).toList());
        } catch (NetBoxRejection rejection) {
            List<Long> gone = rejection.errors().stream()
                    .filter(error -> error.message().contains("does not exist"))
                    .flatMap(error -> error.id().stream().boxed())
                    .toList();
            if (gone.isEmpty()) {
                throw rejection;
            }
            List<Long> left = ids.stream().filter(id -> !gone.contains(id)).toList();
            if (!left.isEmpty()) {
                deleting(left, delete);
            }
        }
    }

    public record CreateTag(ExtrasApi extras, Workspace workspace) implements BulkWriter.Request<String> {

        @Override
        public void send(List<String> slugs) {
            List<TagPost> tags = slugs.stream()
                    .map(slug ->
                            new TagPost(slug, slug, "Marks what PocState wrote: journal entries, inverted cables."))
                    .toList();
            extras.createTags(tags).forEach(tag -> workspace.tagMade(tag.id()));
        }

        @Override
        public boolean concerns(ObjectError error, String slug, int index) {
            return isAt(error, index);
        }

        @Override
        public String subject(String slug) {
            return slug;
        }

        @Override
        public boolean repeatable() {
            return false;
        }
    }

    public record RemoveAddresses(IpamApi ipam, Workspace workspace) implements BulkWriter.Request<AddressRemoval> {

        @Override
        public void send(List<AddressRemoval> batch) {
            deleting(batch.stream().map(removal -> removal.address().id()).toList(), ipam::deleteIpAddresses);
            batch.forEach(removal -> workspace.gone(removal.address()));
        }

        @Override
        public boolean concerns(ObjectError error, AddressRemoval removal, int index) {
            return isId(error, removal.address().id());
        }

        @Override
        public String subject(AddressRemoval removal) {
            return removal.server().name();
        }
    }

    public record CreateAddresses(IpamApi ipam, Workspace workspace) implements BulkWriter.Request<AddressCreation> {

        /** In a VRF that does not enforce uniqueness NetBox would make it all the same. */
        @Override
        public Optional<String> obstacle(AddressCreation creation) {
            return workspace.isHeld(creation.address())
                    ? Optional.of("its address " + creation.address()
                            + " is still held by another, which NetBox did not remove")
                    : Optional.empty();
        }

        @Override
        public void send(List<AddressCreation> batch) {
            Map<Long, Long> devices = new HashMap<>();
            batch.forEach(creation ->
                    devices.put(creation.interfaceId(), creation.server().id()));
            List<IpAddressDto> made = ipam.createIpAddresses(
                    batch.stream().map(CreateAddresses::post).toList());
            Answers.requireAll("addresses", batch.size(), made.size());
            for (IpAddressDto address : made) {
                Long device = devices.get(address.assignedObjectId());
                if (device != null) {
                    workspace.addressMade(device, address.id());
                }
            }
        }

        private static IpAddressPost post(AddressCreation creation) {
            HostAddress address = creation.address();
            return new IpAddressPost(
                    address.toString(),
                    address.vrf().isPresent() ? address.vrf().getAsLong() : null,
                    "active",
                    ObjectTypes.INTERFACE,
                    creation.interfaceId());
        }

        @Override
        public boolean concerns(ObjectError error, AddressCreation creation, int index) {
            return isAt(error, index);
        }

        @Override
        public String subject(AddressCreation creation) {
            return creation.server().name();
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public int mostInFlight() {
            return ADDRESSES_IN_FLIGHT;
        }
    }

    public record UpdateDevices(DcimApi dcim, Workspace workspace, boolean withOob)
            implements BulkWriter.Request<DeviceWork> {

        /** Without its address a device has nothing to point at. */
        @Override
        public Optional<String> obstacle(DeviceWork work) {
            boolean addressMissing = work.oob().isPresent()
                    && workspace.addressOf(work.server().id()).isEmpty();
            return addressMissing
                    ? Optional.of("its address was refused")
                    : workspace.obstacle(work.server().id(), Part.values());
        }

        @Override
        public void refused(DeviceWork work) {
            workspace.refused(work.server().id(), Part.STATUS);
        }

        @Override
        public void send(List<DeviceWork> batch) {
            String fields = withOob ? "id,status,oob_ip" : "id,status";
            List<IdDto> changed =
                    dcim.updateDevices(fields, batch.stream().map(this::patch).toList());
            requireAll(batch, changed);
        }

        /** NetBox before 4.7 leaves out, without a word, what the token may not change. */
        private static void requireAll(List<DeviceWork> batch, List<IdDto> changed) {
            List<Long> leftOut = new ArrayList<>();
            batch.forEach(work -> leftOut.add(work.server().id()));
            changed.forEach(device -> leftOut.remove(device.id()));
            if (!leftOut.isEmpty()) {
                throw NetBoxRejection.leftOut(leftOut);
            }
        }

        private DevicePatch patch(DeviceWork work) {
            return new DevicePatch(
                    work.server().id(),
                    work.status().orElse(null),
                    work.oob()
                            .flatMap(
                                    address -> workspace.addressOf(work.server().id()))
                            .orElse(null));
        }

        @Override
        public boolean concerns(ObjectError error, DeviceWork work, int index) {
            return isId(error, work.server().id());
        }

        @Override
        public String subject(DeviceWork work) {
            return work.server().name();
        }
    }

    public record CreateJournalEntries(ExtrasApi extras, Workspace workspace)
            implements BulkWriter.Request<JournalCreation> {

        @Override
        public Optional<String> obstacle(JournalCreation creation) {
            return workspace.obstacle(creation.server().id(), Part.STATUS).or(workspace::tagObstacle);
        }

        @Override
        public void refused(JournalCreation creation) {
            workspace.refused(creation.server().id(), Part.JOURNAL);
        }

        @Override
        public void send(List<JournalCreation> batch) {
            List<IdDto> made = extras.createJournalEntries(batch.stream()
                    .map(creation -> new JournalEntryPost(
                            ObjectTypes.DEVICE,
                            creation.server().id(),
                            creation.note().kind(),
                            NoteText.write(creation.note()),
                            List.of(workspace.tag())))
                    .toList());
            Answers.requireAll("journal entries", batch.size(), made.size());
        }

        @Override
        public boolean concerns(ObjectError error, JournalCreation creation, int index) {
            return isAt(error, index);
        }

        @Override
        public String subject(JournalCreation creation) {
            return creation.server().name();
        }

        @Override
        public boolean repeatable() {
            return false;
        }
    }

    public record RemoveJournalEntries(ExtrasApi extras, Workspace workspace)
            implements BulkWriter.Request<JournalRemoval> {

        /** It may be the only record of the wiring. */
        @Override
        public Optional<String> obstacle(JournalRemoval removal) {
            return workspace.obstacle(removal.server().id(), Part.JOURNAL, Part.CABLES);
        }

        @Override
        public void send(List<JournalRemoval> batch) {
            deleting(batch.stream().map(removal -> removal.entry().id()).toList(), extras::deleteJournalEntries);
        }

        @Override
        public boolean concerns(ObjectError error, JournalRemoval removal, int index) {
            return isId(error, removal.entry().id());
        }

        @Override
        public String subject(JournalRemoval removal) {
            return removal.server().name();
        }
    }
}
