package metro.cctv.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A whole service with a database, on real PostGIS and real Kafka, behind its real door with tokens of our own making. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "cctv.door.jwk-set-uri=http://127.0.0.1:1/unused"})
@Import({PostgisFixture.class, KafkaFixture.class, TokenFixture.class})
public @interface ServiceTest {}
