package io.github.pocstate.snapshot.postgres;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.catalog.Attachments;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.file.DatabaseShape;
import io.github.pocstate.snapshot.postgres.internal.file.FileEntries;
import io.github.pocstate.snapshot.postgres.internal.file.FileFailures;
import io.github.pocstate.snapshot.postgres.internal.file.FileManifest;
import io.github.pocstate.snapshot.postgres.internal.file.FileSeal;
import io.github.pocstate.snapshot.postgres.internal.file.PrivateFile;
import io.github.pocstate.snapshot.postgres.internal.file.SnapshotFileWriter;
import io.github.pocstate.snapshot.postgres.internal.file.TableRows;
import io.github.pocstate.snapshot.postgres.internal.rows.LargeObjects;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a snapshot into a file.
 *
 * <p>The rows are read twice, in one transaction: the manifest comes first and says how many there are.
 */
final class Exporter {

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private final Server server;

    Exporter(Server server) {
        this.server = server;
    }

    /** Writes a snapshot into a file that is not there yet. */
    void export(Manifest snapshot, Path file) throws SQLException {
        String database =
                DatabaseName.snapshot(server.settings().live(), snapshot.id()).toString();
        try (PrivateFile target = PrivateFile.create(file);
                Connection source = new SealedReader(server).open(database)) {
            LargeObjects.refuseAny(source, server.where() + ", snapshot " + snapshot.id());
            long rows = write(snapshot, source, target.stream());
            FileSeal.put(target.channel());
            target.complete();
            LOG.info("[{}] snapshot {} exported, {} rows", server.where(), snapshot.id(), rows);
        } catch (IOException e) {
            throw FileFailures.writing(file, e);
        }
    }

    private long write(Manifest snapshot, Connection source, OutputStream out) throws SQLException, IOException {
        TableRows rows = new TableRows(source);
        Map<String, byte[]> attachments = Attachments.read(source);
        FileManifest manifest = describe(snapshot, DatabaseShape.read(source), rows, attachments);
        try (SnapshotFileWriter writer = new SnapshotFileWriter(out, manifest)) {
            Iterator<String> names = FileEntries.tables(manifest).iterator();
            for (FileManifest.Table table : manifest.tables()) {
                writer.add(names.next(), entry -> rows.write(table.table(), table.columnNames(), entry));
            }
            names = FileEntries.attachments(manifest).iterator();
            for (FileManifest.Attachment attachment : manifest.attachments()) {
                writer.add(names.next(), entry -> entry.write(requireNonNull(attachments.get(attachment.name()))));
            }
            writer.finish();
        }
        return manifest.rows();
    }

    private FileManifest describe(
            Manifest snapshot, DatabaseShape shape, TableRows rows, Map<String, byte[]> attachments)
            throws SQLException, IOException {
        return new FileManifest(
                FileManifest.FORMAT,
                FileManifest.NOTICE,
                snapshot.id().toString(),
                snapshot.who(),
                snapshot.server().postgresMajor(),
                snapshot.application(),
                tables(shape, rows),
                shape.views().stream().map(view -> view(snapshot, view)).toList(),
                snapshot.fingerprint().sequences().entrySet().stream()
                        .map(sequence -> sequence(sequence.getKey(), sequence.getValue()))
                        .toList(),
                attachments(attachments));
    }

    private static List<FileManifest.Table> tables(DatabaseShape shape, TableRows rows)
            throws SQLException, IOException {
        List<FileManifest.Table> tables = new ArrayList<>();
        for (Map.Entry<TableName, List<FileManifest.Column>> table :
                shape.tables().entrySet()) {
            TableName name = table.getKey();
            List<String> columns =
                    table.getValue().stream().map(FileManifest.Column::name).toList();
            tables.add(new FileManifest.Table(name.schema(), name.name(), table.getValue(), rows.count(name, columns)));
        }
        return tables;
    }

    private static FileManifest.View view(Manifest snapshot, TableName name) {
        TableFingerprint print = requireNonNull(snapshot.fingerprint().tables().get(name));
        return new FileManifest.View(name.schema(), name.name(), print.rows());
    }

    private static FileManifest.Sequence sequence(TableName name, SequenceState state) {
        return new FileManifest.Sequence(name.schema(), name.name(), state.value(), state.called());
    }

    private List<FileManifest.Attachment> attachments(Map<String, byte[]> attachments) {
        long bytes = attachments.values().stream()
                .mapToLong(content -> content.length)
                .sum();
        if (bytes > FileManifest.MAX_ATTACHMENT_BYTES) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            "What was kept with the snapshot has " + bytes + " bytes; a file holds "
                                    + FileManifest.MAX_ATTACHMENT_BYTES + " at most.",
                            server.where(),
                            "empty the queues of the application, then save and export anew"));
        }
        return attachments.entrySet().stream()
                .map(entry -> new FileManifest.Attachment(entry.getKey(), entry.getValue().length))
                .toList();
    }
}
