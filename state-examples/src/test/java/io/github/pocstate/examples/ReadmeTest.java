package io.github.pocstate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Phase;
import io.github.pocstate.cli.Usage;
import io.github.pocstate.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** The README and the documents say what the code says. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REGION =
            Pattern.compile("( *)// tag::([-a-z]+)\\[]\n(.*?) *// end::\\2\\[]", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]+))?\\)");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\./poc-state|java -jar state-cli/target/poc-state.jar) ([^)\n]+)");

    private final String readme = read(ROOT.resolve("README.md"));

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/quickstart.md", "docs/adding-a-phase.md", "docs/snapshots.md"})
    void everyJavaBlockIsARegionOfAnExampleThatRunsInTheBuild(String document) throws IOException {
        List<String> blocks = blocks("java", document);
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        assertThat(regions()).containsAll(blocks);
    }

    @Test
    void theLineThatRegistersAPhaseIsTheOneThatIsRegistered() {
        assertThat(blocks("text", "docs/adding-a-phase.md"))
                .containsExactly(read(Path.of("src/main/resources/META-INF/services", Phase.class.getName())));
    }

    @Test
    void theDependenciesOfAPhasesTestsAreThoseOfThisModule() {
        List<String> dependencies = blocks("xml", "docs/adding-a-phase.md");
        assertThat(dependencies).hasSize(1);
        assertThat(unindented(read(Path.of("pom.xml")))).contains(unindented(dependencies.get(0)));
    }

    @Test
    void theSettingsTableListsEverySetting() {
        List<String> rows = Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting + "` | "
                        + setting.defaultValue()
                                .map(value -> value.isEmpty() ? "empty" : "`" + value + "`")
                                .orElse("required")
                        + " | " + setting.description() + " |")
                .toList();
        assertThat(readme.lines()).containsAll(rows);
    }

    @Test
    void theGateRunsTheTwoCommandsThatANewcomerIsGivenFirst() {
        String gate = read(ROOT.resolve(".ci/run"));
        List<String> run = Stream.of("DEMO_COMMAND", "TEST_COMMAND")
                .flatMap(name -> all(Pattern.compile(name + "='([^']+)'"), gate, 1).stream())
                .toList();
        List<String> given = all(Pattern.compile("```bash\n(.*?)\n```", Pattern.DOTALL), readme, 1);
        assertThat(run).hasSize(2).isEqualTo(given.subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/quickstart.md"})
    void everyCommandIsOneThatExists(String document) {
        List<String> commands = blocks("bash", document).stream()
                .flatMap(block -> all(COMMAND, block, 1).stream())
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(3).allSatisfy(command -> Usage.check(command.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot lst", "restore 2 --nope", "restore", "lab up --servers many"})
    void aCommandThatDoesNotExistIsFound(String command) {
        assertThatThrownBy(() -> Usage.check(command.split(" "))).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/quickstart.md"})
    void linksLeadToFilesAndHeadings(String document) {
        List<MatchResult> links =
                LINK.matcher(read(ROOT.resolve(document))).results().toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            String file = link.group(1);
            Path target = file.isEmpty()
                    ? ROOT.resolve(document)
                    : ROOT.resolve(document).resolveSibling(file);
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(headings(target)).contains(link.group(2));
            }
        });
    }

    /** As the links to them are written. */
    private static List<String> headings(Path document) {
        return all(Pattern.compile("(?m)^#+ (.*)$"), read(document), 1).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^-a-z0-9 ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> blocks(String language, String document) {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        return all(block, read(ROOT.resolve(document)), 1);
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static List<String> regions() throws IOException {
        List<String> regions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher region = REGION.matcher(read(file));
                while (region.find()) {
                    regions.add(region.group(3).replaceAll("(?m)^" + region.group(1), ""));
                }
            }
        }
        return regions;
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
