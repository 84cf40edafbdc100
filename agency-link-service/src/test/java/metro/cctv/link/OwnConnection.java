package metro.cctv.link;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A connection beside those of the service's pool, to hold locks and to see who waits for them. */
record OwnConnection(Connection connection) implements AutoCloseable {

    static OwnConnection to(JdbcConnectionDetails database) throws SQLException {
        return new OwnConnection(DriverManager.getConnection(
                database.getJdbcUrl() + "?currentSchema=link,public", database.getUsername(), database.getPassword()));
    }

    /** Until {@link Connection#commit} or the end. */
    OwnConnection begin() throws SQLException {
        connection.setAutoCommit(false);
        return this;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Backends that wait for a lock in a statement about this table. */
    long waiting(String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select count(distinct pid) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and position(? in query) > 0
                """)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
