package io.github.pocstate.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is: its name in the environment, its default and what it means.
 *
 * <p>The same name in lower case with dots, such as {@code netbox.url}, is the system property, which wins over the
 * environment; what the builder was told wins over both.
 *
 * @since 0.1
 */
public enum Setting {
    /** Address of NetBox. */
    NETBOX_URL(null, "address of NetBox, such as http://127.0.0.1:8000"),
    /** API token of NetBox. */
    NETBOX_TOKEN(null, "API token, 40 characters (Token) or nbt_… (Bearer)"),
    /** Host of Redis. */
    REDIS_HOST("localhost", "host of Redis"),
    /** Port of Redis. */
    REDIS_PORT("6379", "port of Redis, 1 to 65535"),
    /** Password of Redis. */
    REDIS_PASSWORD("", "password of Redis, empty for none"),
    /** Whether Redis is spoken to over TLS. */
    REDIS_TLS("false", "true if Redis speaks TLS (rediss), or false"),
    /** Queue of discovery events. */
    REDIS_QUEUE("netbox:bmc:discovered", "list that carries discovery events"),
    /** Queue of cable events. */
    REDIS_UPDATE_QUEUE("netbox:phase2:update_server_prod_nics", "list that carries cable inversion events"),
    /** Which devices are servers. */
    POC_STATE_SERVER_ROLE("server", "servers are the devices whose role slug contains this"),
    /** Name of the BMC interface. */
    POC_STATE_BMC_INTERFACE("bmc", "name of the BMC interface of a server"),
    /** Name of the management interface. */
    POC_STATE_MGMT_INTERFACE("mgmt0", "name of the management interface of a server"),
    /** Description of production NICs. */
    POC_STATE_NIC_DESCRIPTION(
            "Production Network SFP Interface",
            "production NICs are the first two interfaces whose description starts with this"),
    /** Names of production NICs. */
    POC_STATE_NIC_NAMES("", "names of the two production NICs of servers without such a description, with a comma"),
    /** Role of BMC prefixes. */
    POC_STATE_BMC_PREFIX_ROLE("bmc-management", "role slug of the prefixes that BMC addresses come from"),
    /** Tag on what is ours. */
    POC_STATE_TAG("poc-state", "slug of the tag that marks our journal entries and inverted cables in NetBox"),
    /** Hosts that may be written to. */
    POC_STATE_ALLOWED_HOSTS("", "hosts besides loopback that may be written to, with commas"),
    /** Certificates that are believed. */
    POC_STATE_CA_FILE(
            "",
            "file with the certificates (PEM) to believe instead of Java's trust store, for https, rediss and PostgreSQL;"
                    + " empty for Java's"),
    /** Time limit of a request. */
    POC_STATE_TIMEOUT("120", "seconds to wait for one answer of NetBox or Redis, 1 or greater"),
    /** Time limit of the lock. */
    POC_STATE_LOCK_TIMEOUT("60", "seconds to wait for another writer of the same lab, 0 or greater"),
    /** Requests in flight. */
    POC_STATE_IN_FLIGHT("4", "requests sent to NetBox at the same time, 1 to 32"),
    /** How cables are exchanged. */
    POC_STATE_CABLE_WRITES(
            "auto", "auto, patch (in place, needs NetBox 4.7.3) or recreate (delete and create, any version)"),
    /** Address of the database. */
    NETBOX_DB_URL(
            "",
            "NetBox's database for snapshots, such as postgresql://user:password@127.0.0.1:5432/netbox; empty for none"),
    /** Role that connects to the database. */
    NETBOX_DB_USER("", "role that connects to the database, unless its address names one"),
    /** Password of that role. */
    NETBOX_DB_PASSWORD("", "password of that role, unless the address holds one"),
    /** Redis of NetBox's cache. */
    NETBOX_CACHE_URL(
            "",
            "Redis in which NetBox caches, such as redis://127.0.0.1:6379/1, rediss:// for TLS; empty for database 1 of"
                    + " the lab's Redis"),
    /** Whether restores over the API are kept. */
    POC_STATE_AUTO_SNAPSHOT("true", "true to keep every phase reached over the API as a snapshot, or false"),
    /** How snapshots are put back. */
    POC_STATE_SNAPSHOT_WAY(
            "auto", "auto (in place, by swap when that cannot be had), in-place (ends no session) or swap (ends all)"),
    /** Whether sessions and tokens stay. */
    POC_STATE_KEEP_SESSIONS("true", "true if sessions and tokens made after a snapshot stay valid, or false"),
    /** How many snapshots stay. */
    POC_STATE_SNAPSHOT_KEEP("3", "snapshots of each phase that stay when new ones are kept, 1 to 1000"),
    /** What snapshots may take on disk. */
    POC_STATE_SNAPSHOT_MAX_MB("0", "megabytes that snapshots and clones may take before old ones go, 0 for no limit"),
    /** Clones made ahead. */
    POC_STATE_READY_CLONES("0", "clones made ahead of the newest snapshot of each phase, for swaps, 0 to 5");

    private final @Nullable String defaultValue;
    private final String description;

    Setting(@Nullable String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /**
     * The value when nobody sets one.
     *
     * @return the default, empty when the setting is required
     */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * What it means.
     *
     * @return a phrase, with unit and range
     */
    public String description() {
        return description;
    }

    /**
     * The system property of the same meaning, such as {@code netbox.url}.
     *
     * @return the name of the property
     */
    public String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /**
     * Whether the value must never be shown.
     *
     * @return true for tokens and passwords
     */
    public boolean isSecret() {
        return this == NETBOX_TOKEN
                || this == REDIS_PASSWORD
                || this == NETBOX_DB_PASSWORD
                || this == NETBOX_DB_URL
                || this == NETBOX_CACHE_URL;
    }
}
