package io.github.pocstate.netbox.assertj;

import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.Server;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that can be expected of a server, in words.
 *
 * @param wanted what follows "to", such as {@code have the status [failed]}
 * @param holds whether a server has it
 * @param found what follows the name of a server that has it not, such as {@code has the status [planned]}
 */
record Trait(String wanted, Predicate<Server> holds, Function<Server, String> found) {

    static Trait status(String status) {
        return new Trait(
                "have the status [" + status + "]",
                server -> server.status().equals(status),
                server -> "has the status [" + server.status() + "]");
    }

    static Trait bmcAddress() {
        return new Trait("have a BMC address", server -> !onBmc(server).isEmpty(), server -> "has none");
    }

    static Trait bmcAddress(String address) {
        return new Trait(
                "have the BMC address [" + address + "]",
                server -> onBmc(server).contains(address),
                server -> onBmc(server).isEmpty() ? "has none" : "has " + Sentences.firstNames(onBmc(server)));
    }

    static Trait noAddress() {
        return new Trait(
                "have no address on BMC and management interface",
                server -> server.addresses().isEmpty(),
                server -> "has " + Sentences.firstNames(texts(server.addresses())));
    }

    static Trait cables(Cabling.Layout layout) {
        return new Trait(
                "have " + words(layout),
                server -> server.cabling().layout() == layout,
                server -> "has " + words(server.cabling().layout()));
    }

    static Trait journalEntry(String kind, String part) {
        return new Trait(
                "have a journal entry [" + kind + "] of ours with [" + part + "]",
                server -> server.journal().stream()
                        .map(JournalEntry::note)
                        .anyMatch(
                                note -> note.kind().equals(kind) && note.text().contains(part)),
                Trait::journal);
    }

    static Trait noJournalEntry() {
        return new Trait(
                "have no journal entry of ours", server -> server.journal().isEmpty(), Trait::journal);
    }

    private static String journal(Server server) {
        List<String> entries = server.journal().stream()
                .map(JournalEntry::note)
                .map(note ->
                        note.kind() + ": " + note.text().lines().findFirst().orElse(""))
                .toList();
        return entries.isEmpty() ? "has none of ours" : "has " + Sentences.firstNames(entries);
    }

    private static List<String> onBmc(Server server) {
        return texts(server.addresses().stream()
                .filter(address -> server.bmc()
                        .filter(bmc -> bmc.id() == address.interfaceId())
                        .isPresent())
                .toList());
    }

    private static List<String> texts(List<Address> addresses) {
        return addresses.stream()
                .map(address -> address.host().toCanonicalString())
                .toList();
    }

    private static String words(Cabling.Layout layout) {
        return switch (layout) {
            case AS_BUILT -> "production cables as built";
            case INVERTED -> "production cables inverted";
            case BETWEEN -> "production cables in the middle of an exchange";
            case UNTOUCHABLE -> "no two production cables that could be exchanged";
            case CHANGED_BY_OTHERS -> "production cables that others changed after they were inverted";
        };
    }
}
