package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.service.FileLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Temporary labs whose process was killed: nobody else would ever end what they left running. */
final class StaleLabs {

    /** How the directories of temporary labs begin. */
    static final String PREFIX = "poc-state-lab-";

    /** A younger one may just be starting. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private StaleLabs() {}

    /** Ends and deletes those of this user. */
    static void sweep(Path temporary) {
        directories(temporary).stream().filter(StaleLabs::isOldEnough).forEach(StaleLabs::end);
    }

    private static List<Path> directories(Path temporary) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }

    private static boolean isOldEnough(Path directory) {
        try {
            return Files.getLastModifiedTime(directory)
                            .toInstant()
                            .isBefore(Instant.now().minus(AGE))
                    && Files.getOwner(directory).getName().equals(System.getProperty("user.name"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Path directory) {
        try {
            LabDirectory lab = LabDirectory.at(directory);
            Optional<FileLock> lock = lab.isLab() ? lab.tryLock() : Optional.empty();
            if (lock.isPresent()) {
                lab.endLeftovers();
                lock.get().close();
                lab.delete();
            }
        } catch (UncheckedIOException e) {
            // somebody else sweeps it at the same time
        }
    }
}
