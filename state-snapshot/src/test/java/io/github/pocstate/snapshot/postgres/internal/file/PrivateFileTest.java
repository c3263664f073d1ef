package io.github.pocstate.snapshot.postgres.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    private Path directory;

    @Test
    void isUnderItsNameOnceItIsComplete() throws IOException {
        Path target = directory.resolve("file");
        try (PrivateFile file = PrivateFile.create(target)) {
            file.stream().write("text".getBytes(UTF_8));
            assertThat(target).doesNotExist();
            file.complete();
        }
        assertThat(target).hasContent("text");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void isReadableByItsOwnerOnlyFromBirth() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        Path target = directory.resolve("file");
        try (PrivateFile file = PrivateFile.create(target)) {
            assertThat(permissions(directory.resolve(".file.part"))).isEqualTo("rw-------");
            file.complete();
        }
        assertThat(permissions(target)).isEqualTo("rw-------");
    }

    @Test
    void leavesNothingIfItIsNotCompleted() throws IOException {
        try (PrivateFile file = PrivateFile.create(directory.resolve("file"))) {
            file.stream().write(1);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAFileThatIsThere() throws IOException {
        Path target = Files.writeString(directory.resolve("file"), "theirs");
        assertThatThrownBy(() -> PrivateFile.create(target)).isInstanceOf(FileAlreadyExistsException.class);
        Path late = directory.resolve("late");
        try (PrivateFile file = PrivateFile.create(late)) {
            Files.writeString(late, "theirs");
            assertThatThrownBy(file::complete).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(late).hasContent("theirs");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("file", "late");
    }

    @Test
    void refusesALinkToNowhere() throws IOException {
        Path target = Files.createSymbolicLink(directory.resolve("file"), directory.resolve("elsewhere"));
        assertThatThrownBy(() -> PrivateFile.create(target)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void refusesToWriteWhatSomebodyElseIsWriting() throws IOException {
        Path target = directory.resolve("file");
        try (PrivateFile first = PrivateFile.create(target)) {
            assertThatThrownBy(() -> PrivateFile.create(target)).isInstanceOf(FileAlreadyExistsException.class);
            first.complete();
        }
        assertThat(target).exists();
    }

    @Test
    void replacesWhatAKilledProcessHasLeft() throws IOException {
        Files.writeString(directory.resolve(".file.part"), "half");
        try (PrivateFile file = PrivateFile.create(directory.resolve("file"))) {
            file.complete();
        }
        assertThat(directory.resolve("file")).isEmptyFile();
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void needsItsDirectory() {
        assertThatThrownBy(() -> PrivateFile.create(directory.resolve("no/file")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
