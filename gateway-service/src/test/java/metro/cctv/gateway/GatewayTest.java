package metro.cctv.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.PostgisFixture;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole gateway on real PostGIS and Kafka, with stand-ins for the services behind it. One context for all ITs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.datasource.url=jdbc:postgresql://unused",
            "spring.datasource.username=unused",
            "spring.datasource.password=unused",
            "cctv.gateway.login.failures-per-address=500",
            "cctv.gateway.limit.address-per-second=20000",
            "cctv.gateway.route.answer-within=2s",
            "cctv.gateway.route.recheck=300ms",
            "cctv.gateway.route.slow-client-within=1s"
        })
@ContextConfiguration(initializers = Stage.Settings.class)
@Import({PostgisFixture.class, KafkaFixture.class, Stage.class})
@interface GatewayTest {}
