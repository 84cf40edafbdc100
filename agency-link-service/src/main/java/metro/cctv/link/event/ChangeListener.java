package metro.cctv.link.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import metro.cctv.link.alert.Alerts;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.priority.Walls;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Changes of alerts, incidents and walls, told by PostgreSQL when they commit, on whichever instance. When the connection was
 * lost, changes may have been missed: every dashboard is cut, and reads its lists again when it is back.
 */
@Component
class ChangeListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ChangeListener.class);
    private static final int WAIT_MS = 1_000;

    private final DataSource database;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Walls walls;
    private final Dashboards dashboards;
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeListener(DataSource database, Alerts alerts, Incidents incidents, Walls walls, Dashboards dashboards) {
        this.database = database;
        this.alerts = alerts;
        this.incidents = incidents;
        this.walls = walls;
        this.dashboards = dashboards;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("changes").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        dashboards.cutAll();
        Thread listener = thread;
        try {
            if (listener != null) listener.join(2L * WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!troubled) log.warn("Changes cannot be heard, dashboards are cut: {}", e.getMessage());
                troubled = true;
                dashboards.cutAll();
                if (!paused()) return;
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen link_change");
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try {
            while (running) {
                PGNotification[] news = postgres.getNotifications(WAIT_MS);
                if (news == null || dashboards.isEmpty()) continue;
                for (PGNotification one : news) told(one.getParameter());
            }
        } finally {
            if (!connection.isClosed()) unlisten(connection);
        }
    }

    private static void unlisten(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("unlisten *");
        } catch (SQLException e) {
            log.debug("The connection is gone anyway: {}", e.getMessage());
        }
    }

    /** One that cannot be told must not end the hearing of all others; who may have missed it reads its lists again. */
    private void told(String change) {
        try {
            push(change);
        } catch (RuntimeException e) {
            log.warn("The change {} cannot be told, dashboards are cut: {}", change, e.getMessage());
            dashboards.cutAll();
        }
    }

    /** @param change e.g. {@code alert:ID} */
    private void push(String change) {
        int colon = change.indexOf(':');
        if (colon < 0) return;
        UUID id = UUID.fromString(change.substring(colon + 1));
        switch (change.substring(0, colon)) {
            case "alert" -> alerts.view(id).ifPresent(alert -> dashboards.push("alert", alert.districtCode(), alert));
            case "incident" ->
                incidents
                        .find(id)
                        .map(incidents::view)
                        .ifPresent(incident -> dashboards.push("incident", incident.districtCode(), incident));
            case "wall" -> walls.view(id).ifPresent(wall -> dashboards.pushTo(wall.who(), "wall", wall));
            default -> log.debug("Not ours: {}", change);
        }
    }

    private boolean paused() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
