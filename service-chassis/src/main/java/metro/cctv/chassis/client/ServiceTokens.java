package metro.cctv.chassis.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** The service's own token (client credentials), fetched when needed and kept until shortly before it ends. */
public class ServiceTokens {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ServiceClientProperties client;
    private final Clock clock;
    private final RestClient http;
    private @Nullable Token token;

    ServiceTokens(ServiceClientProperties client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.http = RestClient.builder().requestFactory(timed()).build();
    }

    /** @throws org.springframework.web.client.RestClientException when the gateway is away or refuses */
    public synchronized String get() {
        Instant now = clock.instant();
        if (token == null || !now.isBefore(token.until())) token = fetch(now);
        return token.value();
    }

    private Token fetch(Instant now) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        Map<?, ?> answer = http.post()
                .uri(client.tokenUri())
                .headers(headers -> headers.setBasicAuth(client.id(), client.secret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Map.class);
        if (answer == null || !(answer.get("access_token") instanceof String value))
            throw new IllegalStateException("the token endpoint answered without a token");
        long seconds = answer.get("expires_in") instanceof Number n ? n.longValue() : 60;
        return new Token(value, now.plusSeconds(seconds).minus(MARGIN));
    }

    static SimpleClientHttpRequestFactory timed() {
        var factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(Duration.ofSeconds(2));
        factory.setReadTimeout(Duration.ofSeconds(5));
        return factory;
    }

    private record Token(String value, Instant until) {}
}
