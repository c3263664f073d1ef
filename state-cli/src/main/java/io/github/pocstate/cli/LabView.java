package io.github.pocstate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pocstate.lab.LabHealth;
import io.github.pocstate.lab.LabRecord;
import io.github.pocstate.lab.LabStanding;
import io.github.pocstate.lab.internal.service.LabPorts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code poc-state lab status} prints. */
final class LabView {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MEGABYTE = 1e6;

    private LabView() {}

    static void text(PrintWriter out, LabStanding lab) {
        out.println(
                switch (lab.state()) {
                    case ABSENT -> "There is no lab in " + lab.directory();
                    case STOPPED -> "The lab in " + lab.directory() + " does not run; " + data(lab);
                    case UNDER_WAY -> "The lab in " + lab.directory() + " starts or stops.";
                    case RUNNING -> "The lab in " + lab.directory() + " runs; " + data(lab);
                });
        lab.running().ifPresent(record -> services(out, record, lab.health()));
        out.flush();
    }

    private static String data(LabStanding lab) {
        String servers =
                lab.servers().isPresent() ? lab.servers().getAsInt() + " servers" : "its database is not complete";
        return servers + ", " + megabytes(lab.bytes());
    }

    private static void services(PrintWriter out, LabRecord lab, Optional<LabHealth> health) {
        LabPorts ports = lab.ports();
        row(
                out,
                "NetBox",
                "http://" + LabPorts.HOST + ":" + ports.netBox(),
                health.map(LabHealth::netBox),
                ", " + LabChoice.name(lab.netBox()));
        row(
                out,
                "PostgreSQL",
                LabPorts.HOST + ":" + ports.postgres(),
                health.map(LabHealth::postgres),
                health.flatMap(LabView::database).orElse(""));
        row(out, "Redis", LabPorts.HOST + ":" + ports.redis(), health.map(LabHealth::redis), "");
        out.println("since " + lab.since() + ", process " + lab.pid());
    }

    private static void row(PrintWriter out, String name, String address, Optional<Boolean> answers, String remark) {
        String state = answers.orElse(false) ? "answers" : "does not answer";
        out.printf(Locale.ROOT, "  %-11s %-24s %s%s%n", name, address, state, remark);
    }

    private static Optional<String> database(LabHealth health) {
        return health.databaseBytes().isPresent()
                ? Optional.of(", database " + megabytes(health.databaseBytes().getAsLong()))
                : Optional.empty();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE);
    }

    static String json(LabStanding lab) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", lab.state() == LabStanding.State.RUNNING);
        fields.put("state", lab.state().name().toLowerCase(Locale.ROOT));
        fields.put("directory", lab.directory().toString());
        fields.put("bytes", lab.bytes());
        fields.put("servers", lab.servers().isPresent() ? lab.servers().getAsInt() : null);
        lab.running().ifPresent(record -> {
            fields.put("since", record.since());
            fields.put("pid", record.pid());
            fields.put("netbox", LabChoice.name(record.netBox()));
            fields.put("ports", record.ports());
        });
        lab.health().ifPresent(health -> {
            fields.put("databaseBytes", health.databaseBytes().orElse(0));
            fields.put("answers", answers(health));
        });
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a standing is plain data", e);
        }
    }

    private static Map<String, Boolean> answers(LabHealth health) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        answers.put("netBox", health.netBox());
        answers.put("postgres", health.postgres());
        answers.put("redis", health.redis());
        return answers;
    }
}
