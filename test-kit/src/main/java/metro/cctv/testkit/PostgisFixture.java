package metro.cctv.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A fresh database with PostGIS for every Spring context. */
@TestConfiguration(proxyBeanMethods = false)
public class PostgisFixture {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Bean
    JdbcConnectionDetails postgis() {
        PostgisServer.Database database = PostgisServer.shared()
                .createDatabase("t" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet());
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
    }
}
