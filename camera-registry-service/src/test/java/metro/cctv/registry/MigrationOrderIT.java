package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation that has later migrations already takes an earlier one of another feature. */
class MigrationOrderIT extends RegistryTest {
    private static final String SCHEMA = "registry_out_of_order";

    @Autowired
    Flyway service;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anEarlierMigrationThatComesLaterIsTaken() {
        Flyway flyway = Flyway.configure()
                .configuration(service.getConfiguration())
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .load();
        flyway.migrate();
        jdbc.sql("drop table %1$s.posture, %1$s.posture_due, %1$s.certificate_seen".formatted(SCHEMA))
                .update();
        jdbc.sql("delete from " + SCHEMA + ".flyway_schema_history where version = '20261122.0262'")
                .update();

        assertThat(flyway.migrate().migrations).extracting(m -> m.version).containsExactly("20261122.0262");
    }

    @AfterEach
    void tearDown() {
        jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
    }
}
