package io.github.pocstate.lab.internal.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The numbers under which NetBox's generic references know the kinds of objects; they come with the base dump.
 *
 * @param site dcim.site
 * @param interfaceType dcim.interface
 * @param cable dcim.cable
 */
record ContentTypes(int site, int interfaceType, int cable) {

    static ContentTypes read(Connection connection) throws SQLException {
        return new ContentTypes(id("site", connection), id("interface", connection), id("cable", connection));
    }

    private static int id(String model, Connection connection) throws SQLException {
        String query = "SELECT id FROM public.django_content_type WHERE app_label = 'dcim' AND model = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, model);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt("id");
            }
        }
    }
}
