package metro.cctv.link.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.secret.SecretBox;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One signed POST, dialled at the very address that was looked up and checked. No redirects, no retries, no more than the
 * time allowed, and the answer's body is thrown away unread.
 */
@Component
class WebhookSender implements DisposableBean {
    private static final int AT_ONCE = 50;

    private final SecretBox secrets;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor alarm;

    WebhookSender(SecretBox secrets, DeliveryProperties properties, Clock clock) {
        this.secrets = secrets;
        this.properties = properties;
        this.clock = clock;
        this.alarm = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("webhook-deadline").daemon().factory());
        alarm.setRemoveOnCancelPolicy(true);
        Timeout timeout = Timeout.of(properties.timeout());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new NoNames())
                        .setMaxConnTotal(AT_ONCE)
                        .setMaxConnPerRoute(AT_ONCE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .build())
                // The next delivery looks the name up again, and is checked again.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Empty when the agency took it (2xx) by either path, else why not. */
    Optional<String> send(DeliveryQueue.Due due) {
        Optional<String> failure = send(due, URI.create(due.url()));
        if (failure.isEmpty() || due.backupUrl() == null) return failure;
        return send(due, URI.create(due.backupUrl())).map(second -> shown(failure.get() + "; second path: " + second));
    }

    private Optional<String> send(DeliveryQueue.Due due, URI url) {
        return switch (look(url)) {
            case Looked.Refused(String why) -> Optional.of(why);
            case Looked.Address(InetAddress ip) -> post(due, url, ip);
        };
    }

    private Optional<String> post(DeliveryQueue.Due due, URI url, InetAddress ip) {
        HttpPost post = request(due, url);
        var late = new AtomicBoolean();
        ScheduledFuture<?> deadline = alarm.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                properties.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        String host = plain(url.getHost());
        try (ClassicHttpResponse answer =
                http.executeOpen(new HttpHost(url.getScheme(), ip, host, port(url)), post, null)) {
            int status = answer.getCode();
            post.abort(); // closing would read the rest
            return status / 100 == 2 ? Optional.empty() : Optional.of("status " + status);
        } catch (IOException | IllegalStateException e) {
            return Optional.of(late.get() ? "no answer within " + properties.timeout() : shown(String.valueOf(e)));
        } finally {
            deadline.cancel(false);
        }
    }

    private sealed interface Looked {
        record Address(InetAddress ip) implements Looked {}

        record Refused(String why) implements Looked {}
    }

    /** Asked at registration and before each delivery: a name may point elsewhere by then. */
    Optional<String> refusal(URI url) {
        return look(url) instanceof Looked.Refused(String why) ? Optional.of(why) : Optional.empty();
    }

    private Looked look(URI url) {
        Optional<String> form = WebhookAddressRule.refusal(url, properties.schemes());
        if (form.isPresent()) return new Looked.Refused(form.get());
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(url.getHost()));
            return WebhookAddressRule.refusal(addresses, properties.loopback(), properties.privateNetworks())
                    .<Looked>map(Looked.Refused::new)
                    .orElseGet(() -> new Looked.Address(addresses.getFirst()));
        } catch (UnknownHostException e) {
            return new Looked.Refused("the host has no address");
        }
    }

    private HttpPost request(DeliveryQueue.Due due, URI url) {
        String secret = new String(secrets.open(due.secret()), StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String body = EventJson.MAPPER.writeValueAsString(due.event());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpPost post = new HttpPost(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        post.setAuthority(new URIAuthority(plain(url.getHost()), url.getPort()));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("User-Agent", "metro-cctv");
        post.setHeader("X-CCTV-Event-Id", due.event().id());
        post.setHeader("X-CCTV-Timestamp", timestamp);
        post.setHeader("X-CCTV-Signature", WebhookSignature.sign(secret, timestamp, body));
        return post;
    }

    private static int port(URI url) {
        if (url.getPort() != -1) return url.getPort();
        return url.getScheme().equals("https") ? 443 : 80;
    }

    /** IPv6 without brackets. */
    private static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String shown(String error) {
        String plain = error.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }

    @Override
    public void destroy() throws IOException {
        alarm.shutdownNow();
        http.close();
    }

    /** Every address is known before we dial; a look-up here would be a second one. */
    private static final class NoNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("not looked up a second time: " + host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException("not looked up a second time: " + host);
        }
    }
}
