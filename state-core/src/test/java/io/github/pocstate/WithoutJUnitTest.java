package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.PocStateExtension;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** JUnit is an optional dependency: here are the library and SLF4J, and nothing else. */
class WithoutJUnitTest {

    private final URLClassLoader programs = new URLClassLoader(
            Stream.of(PocState.class, Logger.class).map(WithoutJUnitTest::jarOf).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void loadServicesFromThere() {
        Thread.currentThread().setContextClassLoader(programs);
    }

    @AfterEach
    void close() throws Exception {
        Thread.currentThread().setContextClassLoader(before);
        programs.close();
    }

    private static URL jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void phasesAreFoundAndSessionsAreOpened() throws Exception {
        Class<?> session = programs.loadClass(PocSession.class.getName());
        Class<?> phase = programs.loadClass(Phase.class.getName());
        Class<?> config = programs.loadClass(PocConfig.class.getName());

        assertThat(phase.getMethod("of", String.class).invoke(null, "2")).hasToString("TWO");
        assertThatThrownBy(() -> session.getMethod("open", config).invoke(null, aConfig(config)))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("add the dependency io.github.pocstate:state-netbox");
    }

    @Test
    void aModuleThatRequiresTheLibraryNeedsNoJUnit() throws Exception {
        try (InputStream descriptor = programs.findResource("module-info.class").openStream()) {
            assertThat(ModuleDescriptor.read(descriptor).requires())
                    .filteredOn(required -> required.name().startsWith("org.junit"))
                    .singleElement()
                    .satisfies(required -> assertThat(required.modifiers()).containsExactly(Modifier.STATIC));
        }
    }

    @Test
    void theExtensionIsThereButNeedsIt() {
        assertThatThrownBy(() -> Class.forName(PocStateExtension.class.getName(), true, programs))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessageContaining("org/junit/jupiter/api/extension/");
    }

    private static Object aConfig(Class<?> config) throws ReflectiveOperationException {
        Object builder = config.getMethod("builder").invoke(null);
        Class<?> type = builder.getClass();
        Class<?> setting = type.getClassLoader().loadClass("io.github.pocstate.config.Setting");
        for (String[] pair : new String[][] {{"NETBOX_URL", "http://127.0.0.1:8000"}, {"NETBOX_TOKEN", "0123456789"}}) {
            Object name = setting.getMethod("valueOf", String.class).invoke(null, pair[0]);
            type.getMethod("set", setting, String.class).invoke(builder, name, pair[1]);
        }
        return type.getMethod("build").invoke(builder);
    }
}
