package metro.cctv.ingest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.TokenFixture;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole service on a real Kafka. A test names its own district, folders and registry. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "cctv.door.jwk-set-uri=http://127.0.0.1:1/unused",
            "cctv.service-client.secret=test",
            // The test kit brings JDBC along; the service has none.
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "cctv.ingest.session.loops=1",
            "cctv.ingest.record.segment-length=2s"
        })
@Import({KafkaFixture.class, TokenFixture.class})
@interface IngestTest {}
