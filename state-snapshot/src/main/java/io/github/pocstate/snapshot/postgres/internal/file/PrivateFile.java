package io.github.pocstate.snapshot.postgres.internal.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new file that only its owner can read, and that is under its name only once it is complete; until then it is beside, under
 * {@code .<name>.part}.
 */
public final class PrivateFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private boolean complete;

    private PrivateFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /** Begins a file; refuses one that is there, or that somebody else is writing. */
    public static PrivateFile create(Path target) throws IOException {
        refuseExisting(target);
        Path name = target.getFileName();
        if (name == null) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path part = target.resolveSibling("." + name + ".part");
        removeAbandoned(part);
        FileChannel channel = FileChannel.open(part, Set.of(CREATE_NEW, READ, WRITE), privacy(part));
        PrivateFile file = new PrivateFile(target, part, channel);
        boolean held = false;
        try {
            restrictAcl(part);
            held = lock(channel) != null;
            if (!held) {
                throw new FileAlreadyExistsException(part.toString());
            }
            return file;
        } finally {
            if (!held) {
                file.close();
            }
        }
    }

    public FileChannel channel() {
        return channel;
    }

    /** Writes to the end of the file; closing it leaves the file open. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }

    /** Puts the file under its name, all of it on the disk. */
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        refuseExisting(target);
        Files.move(part, target);
        complete = true;
    }

    private static void refuseExisting(Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    /** A process that was killed no longer holds the lock on what it has left. */
    private static void removeAbandoned(Path part) throws IOException {
        if (!Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel left = FileChannel.open(part, WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock(left) == null) {
                throw new FileAlreadyExistsException(part.toString());
            }
        }
        Files.deleteIfExists(part);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static FileAttribute<?>[] privacy(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** On Windows: nobody but the owner, from before the first byte is written. */
    private static void restrictAcl(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view != null) {
            AclEntry all = AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build();
            view.setAcl(List.of(all));
        }
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!complete) {
            Files.deleteIfExists(part);
        }
    }
}
