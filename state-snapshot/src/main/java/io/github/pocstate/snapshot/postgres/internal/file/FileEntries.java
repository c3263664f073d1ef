package io.github.pocstate.snapshot.postgres.internal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the entries of a snapshot's file: made from the manifest, never used as paths. */
public final class FileEntries {

    /** The first entry. */
    static final String MANIFEST = "manifest.json";

    /** The last entry: the checksum of every other one, as the command sha256sum reads it. */
    static final String CHECKSUMS = "sha256sums.txt";

    private static final int LONGEST = 80;
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9_.-]");

    private FileEntries() {}

    /** All entries in their order. */
    static List<String> of(FileManifest manifest) {
        List<String> names = new ArrayList<>();
        names.add(MANIFEST);
        names.addAll(tables(manifest));
        names.addAll(attachments(manifest));
        names.add(CHECKSUMS);
        return names;
    }

    /** The tables' entries, in the order of the manifest. */
    public static List<String> tables(FileManifest manifest) {
        List<String> names = new ArrayList<>();
        for (FileManifest.Table table : manifest.tables()) {
            names.add(
                    "table-" + (names.size() + 1) + "-" + readable(table.table().toString()) + ".copy");
        }
        return names;
    }

    /** The attachments' entries, in the order of the manifest. */
    public static List<String> attachments(FileManifest manifest) {
        List<String> names = new ArrayList<>();
        for (FileManifest.Attachment attachment : manifest.attachments()) {
            names.add("attachment-" + (names.size() + 1) + "-" + readable(attachment.name()));
        }
        return names;
    }

    /** A line of the last entry. */
    static String checksumLine(String checksum, String name) {
        return checksum + "  " + name + "\n";
    }

    /** Harmless wherever somebody unpacks the file. */
    private static String readable(String name) {
        String plain = UNUSUAL.matcher(name).replaceAll("_");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
