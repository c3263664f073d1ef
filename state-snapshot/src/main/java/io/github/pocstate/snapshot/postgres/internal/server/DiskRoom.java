package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.Problem;
import io.github.pocstate.doctor.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the disk has room for another snapshot; PostgreSQL does not tell, but on this machine we can look ourselves. */
public final class DiskRoom {

    private static final String CHECK = "disk room";

    /** One snapshot, and a restore that needs as much again for a moment. */
    private static final int COMFORTABLE = 3;

    private DiskRoom() {}

    public static Finding finding(
            String host, Optional<String> directory, long size, long taken, int clones, String where) {
        String present = "the database has " + megabytes(size) + ", its snapshots and clones " + megabytes(taken);
        OptionalLong free =
                isHere(host) ? directory.map(DiskRoom::free).orElseGet(OptionalLong::empty) : OptionalLong.empty();
        if (free.isEmpty()) {
            return Finding.skipped(
                    CHECK, "PostgreSQL does not tell how much is free, and its disk is not seen from here; " + present);
        }
        long needed = size * (1 + clones);
        String seen = megabytes(free.getAsLong()) + " free; " + present;
        if (free.getAsLong() >= COMFORTABLE * needed) {
            return Finding.passed(CHECK, seen);
        }
        Problem problem = new Problem(
                "There is little room for another snapshot: " + seen + ".",
                where + ", " + directory.orElse(""),
                "make room, or give up snapshots: poc-state snapshot prune, POC_STATE_SNAPSHOT_MAX_MB");
        return free.getAsLong() < needed ? Finding.failed(CHECK, problem) : Finding.warning(CHECK, problem);
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** In a container the directory is another one, and mostly not here. */
    private static OptionalLong free(String directory) {
        try {
            Path path = Path.of(directory);
            return Files.isDirectory(path)
                    ? OptionalLong.of(Files.getFileStore(path).getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException | InvalidPathException e) {
            return OptionalLong.empty();
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }
}
