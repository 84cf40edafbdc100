package metro.cctv.link.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.secret.SecretBox;
import org.springframework.stereotype.Component;

/** One signed POST. No redirects, no more than the time allowed, and the answer's body is thrown away unread. */
@Component
class WebhookSender {
    private final SecretBox secrets;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final HttpClient http;

    WebhookSender(SecretBox secrets, DeliveryProperties properties, Clock clock) {
        this.secrets = secrets;
        this.properties = properties;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.timeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Empty when the agency took it (2xx), else why not. */
    Optional<String> send(DeliveryQueue.Due due) throws InterruptedException {
        URI url = URI.create(due.url());
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) return refusal;
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request(due, url), BodyHandlers.discarding());
        try {
            int status = answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("status " + status);
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + properties.timeout());
        } catch (ExecutionException e) {
            return Optional.of(shown(String.valueOf(e.getCause())));
        } finally {
            answer.cancel(true);
        }
    }

    /** Asked at registration and before each delivery: a name may point elsewhere by then. */
    Optional<String> refusal(URI url) {
        Optional<String> form = WebhookAddressRule.refusal(url, properties.schemes());
        if (form.isPresent()) return form;
        try {
            return WebhookAddressRule.refusal(
                    List.of(InetAddress.getAllByName(url.getHost())),
                    properties.loopback(),
                    properties.privateNetworks());
        } catch (UnknownHostException e) {
            return Optional.of("the host has no address");
        }
    }

    private HttpRequest request(DeliveryQueue.Due due, URI url) {
        String secret = new String(secrets.open(due.secret()), StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String body = EventJson.MAPPER.writeValueAsString(due.event());
        return HttpRequest.newBuilder(url)
                .timeout(properties.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "metro-cctv")
                .header("X-CCTV-Event-Id", due.event().id())
                .header("X-CCTV-Timestamp", timestamp)
                .header("X-CCTV-Signature", WebhookSignature.sign(secret, timestamp, body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String shown(String error) {
        String plain = error.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
