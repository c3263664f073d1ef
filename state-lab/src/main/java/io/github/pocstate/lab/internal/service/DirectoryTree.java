package io.github.pocstate.lab.internal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A directory with all that is in it; files that go away meanwhile do no harm. */
public final class DirectoryTree {

    private DirectoryTree() {}

    /**
     * Deletes it; does nothing when it is not there.
     *
     * @param directory the directory
     */
    public static void delete(Path directory) {
        walk(directory, new Visitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Copies it, with what its files allow to whom; a copy that was stopped midway stays.
     *
     * @param directory the directory
     * @param copy where the copy is to be; nothing may be there
     */
    public static void copy(Path directory, Path copy) {
        walk(directory, new Visitor() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                return copied(visited);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return copied(file);
            }

            private FileVisitResult copied(Path one) throws IOException {
                Files.copy(one, copy.resolve(directory.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Its size.
     *
     * @param directory the directory
     * @return the bytes of all its files; 0 when it is not there
     */
    public static long size(Path directory) {
        AtomicLong bytes = new AtomicLong();
        walk(directory, new Visitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }

    private static void walk(Path directory, Visitor visitor) {
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, visitor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw error;
        }
    }
}
