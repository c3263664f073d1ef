package io.github.pocstate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.database.LabDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks for secrets in everything that the tests of all modules have printed; run when they are over, in the phase {@code
 * verify}.
 */
class WhatWasPrinted {

    private static final Path MODULES = Path.of("..");
    private static final PathMatcher PRINTED =
            FileSystems.getDefault().getPathMatcher("glob:**/target/{surefire,failsafe}-reports/*-output.txt");
    private static final int DEPTH = 4;

    /** What tests give as tokens and passwords, and what tokens and addresses with passwords look like. */
    private static final Pattern SECRETS = Pattern.compile(Stream.of(
                    Pattern.quote(LabDatabase.TOKEN),
                    Pattern.quote(LabDatabase.READONLY_TOKEN),
                    "s3cr3t",
                    "correct horse",
                    "a-password-that-nobody-may-see",
                    "deadbeef",
                    "nbt_\\w+\\.\\w{8,}",
                    "\\b(?:Token|Bearer) \\w{20,}",
                    "://[^\\s/:@]*:[^\\s/@*]+@")
            .collect(Collectors.joining("|")));

    @Test
    void holdsNoSecret() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.find(MODULES, DEPTH, (path, file) -> PRINTED.matches(path))) {
            files = all.sorted().toList();
        }

        assertThat(files).isNotEmpty();
        assertThat(files.stream().flatMap(WhatWasPrinted::secrets)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Token 0123456789abcdef0123456789abcdef01234567",
                "password is s3cr3t",
                "postgresql://netbox:netbox@127.0.0.1:5432/netbox",
                "redis://:hidden@127.0.0.1:6379/0",
                "nbt_abcdefghijkl.0123456789abcdef"
            })
    void wouldBeFound(String printed) {
        assertThat(SECRETS.matcher(printed).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8000",
                "postgresql://127.0.0.1:5432/netbox",
                "postgresql://netbox:***@127.0.0.1:5432/netbox",
                "NETBOX_TOKEN is not set"
            })
    void isNotFoundInWhatIsNoSecret(String printed) {
        assertThat(SECRETS.matcher(printed).find()).isFalse();
    }

    private static Stream<String> secrets(Path file) {
        return text(file).lines().flatMap(line -> {
            Matcher found = SECRETS.matcher(line);
            return found.find() ? Stream.of(file + ": " + line) : Stream.empty();
        });
    }

    /** Byte by byte: programs print in whatever encoding, and secrets are plain. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
