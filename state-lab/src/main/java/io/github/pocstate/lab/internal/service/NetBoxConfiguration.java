package io.github.pocstate.lab.internal.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the lab's real NetBox is configured. The secrets are for a lab on the loopback interface, nothing else.
 *
 * @param database its database
 * @param user who owns it
 * @param password the owner's password
 * @param ports where PostgreSQL and Redis are
 * @param tuning what a lab may want otherwise
 */
record NetBoxConfiguration(String database, String user, String password, LabPorts ports, NetBoxTuning tuning) {

    private static final String TEXT = """
            # Written at every start of the lab's NetBox. The secrets are for a lab on the loopback interface, nothing else.
            ALLOWED_HOSTS = ['*']
            DATABASES = {'default': {
                'ENGINE': 'django.db.backends.postgresql', 'HOST': '%1$s', 'PORT': '%2$d',
                'NAME': '%3$s', 'USER': '%4$s', 'PASSWORD': '%5$s',
                'CONN_MAX_AGE': 300, 'CONN_HEALTH_CHECKS': %6$s,
            }}
            REDIS = {
                'tasks': {'HOST': '%1$s', 'PORT': %7$d, 'DATABASE': %9$d},
                'caching': {'HOST': '%1$s', 'PORT': %7$d, 'DATABASE': %10$d},
            }
            SECRET_KEY = 'for-the-lab-only-for-the-lab-only-for-the-lab-only-for-the-lab'
            API_TOKEN_PEPPERS = {1: 'kp7ht*76fchQATaBfiRWZxBfkVwMOmqzNdgHpjrHXTRZfBmd-pepper-pepper-x'}
            FIELD_CHOICES = {%8$s}
            MAX_PAGE_SIZE = 1000
            """;
    private static final String DISCOVERED = "'dcim.Device.status+': (('discovered', 'Discovered', 'cyan'),)";

    /** Writes it below NetBox's root directory, where NetBox looks for it. */
    void write(Path root) throws IOException {
        Path directory = Files.createDirectories(root.resolve("conf"));
        Files.writeString(directory.resolve("__init__.py"), "");
        Files.writeString(directory.resolve("configuration.py"), text());
    }

    String text() {
        return TEXT.formatted(
                LabPorts.HOST,
                ports.postgres(),
                database,
                user,
                password,
                tuning.healthChecks() ? "True" : "False",
                ports.redis(),
                tuning.discovered() ? DISCOVERED : "",
                RedisService.NETBOX_TASKS,
                RedisService.NETBOX_CACHE);
    }
}
