package metro.cctv.chassis.client;

import java.time.Clock;
import metro.cctv.chassis.audit.AuditConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** A {@link RestClient} named {@code serviceRestClient} that carries the service's own token. */
@AutoConfiguration(after = AuditConfiguration.class)
@ConditionalOnProperty("cctv.service-client.id")
@EnableConfigurationProperties(ServiceClientProperties.class)
public class ServiceClientConfiguration {

    @Bean
    ServiceTokens serviceTokens(ServiceClientProperties client, Clock clock) {
        return new ServiceTokens(client, clock);
    }

    @Bean
    RestClient serviceRestClient(ServiceTokens tokens) {
        return RestClient.builder()
                .requestFactory(ServiceTokens.timed())
                .requestInterceptor((request, body, next) -> {
                    request.getHeaders().setBearerAuth(tokens.get());
                    return next.execute(request, body);
                })
                .build();
    }
}
