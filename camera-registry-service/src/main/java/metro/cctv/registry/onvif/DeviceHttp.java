package metro.cctv.registry.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.onvif.PinningTls.PinMismatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One HTTP POST to a device: dialled at the address that was checked, no redirects, no cookies, no retries, no compression,
 * an answer of at most 1 MiB, and an end after {@code callTimeout} whatever the device does.
 */
@Component
class DeviceHttp implements DisposableBean {
    private static final String PIN = "metro.cctv.pin";
    private static final int MAX_HEADERS = 64;
    private static final int MAX_LINE_CHARS = 8192;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarm;
    private final Duration callTimeout;

    DeviceHttp(OnvifProperties onvif) {
        this.callTimeout = onvif.callTimeout();
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("onvif-deadline").daemon().factory());
        one.setRemoveOnCancelPolicy(true);
        this.alarm = one;
        Timeout connect = Timeout.of(onvif.connectTimeout());
        Timeout call = Timeout.of(onvif.callTimeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new NoNames())
                        .setTlsSocketStrategy((socket, host, port, attachment, context) -> PinningTls.handshake(
                                socket, host, port, (String) context.getAttribute(PIN), onvif.connectTimeout()))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .setMaxLineLength(MAX_LINE_CHARS)
                                        .setMaxEmptyLineCount(2)
                                        .build())
                                .build())
                        .setMaxConnTotal(onvif.devicesAtOnce())
                        .setMaxConnPerRoute(2)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(call)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(call)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .build())
                // Devices have few sockets, and many close one after each answer without a word.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /**
     * @param authorization null: none
     * @param certificateSha256 what the device must show; null: anything
     * @throws ProblemException {@code camera-unreachable} or {@code camera-answer-refused}
     */
    HttpAnswer post(
            PinnedAddress address,
            byte[] body,
            String soapAction,
            @Nullable String authorization,
            @Nullable String certificateSha256) {
        HttpPost post = new HttpPost(address.target());
        post.setAuthority(new URIAuthority(address.host(), address.uri().getPort()));
        post.setEntity(new ByteArrayEntity(
                body, ContentType.parse("application/soap+xml; charset=utf-8; action=\"" + soapAction + "\"")));
        post.setHeader("Connection", "close");
        if (authorization != null) post.setHeader("Authorization", authorization);
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(PIN, certificateSha256);
        HttpHost host = new HttpHost(address.scheme(), address.ip(), address.host(), address.port());
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = alarm.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                callTimeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(host, post, context)) {
            return read(response, post, context.getSSLSession());
        } catch (PinMismatch e) {
            throw e.asProblem();
        } catch (SSLException e) {
            throw unreachable("TLS fails: " + Words.line(e.getMessage()));
        } catch (IOException | IllegalStateException e) {
            throw unreachable(late.get() ? "no whole answer within " + callTimeout.toSeconds() + " s" : reason(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpAnswer read(ClassicHttpResponse response, HttpPost post, @Nullable SSLSession tls)
            throws IOException {
        int status = response.getCode();
        if (status >= 300 && status < 400) {
            post.abort();
            throw SoapEnvelope.unusable("The device sends us elsewhere (HTTP " + status + "); we do not follow.");
        }
        HttpEntity entity = response.getEntity();
        String encoding = entity == null ? null : entity.getContentEncoding();
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            post.abort();
            throw SoapEnvelope.unusable("The answer is packed (" + Words.line(encoding) + ") and nobody asked for it.");
        }
        byte[] body = new byte[0];
        if (entity != null) {
            InputStream in = entity.getContent();
            body = in.readNBytes(SafeXml.MAX_BYTES + 1);
            if (body.length > SafeXml.MAX_BYTES) {
                post.abort(); // closing would read the rest
                throw SoapEnvelope.unusable("The answer is larger than 1 MiB.");
            }
        }
        List<String> challenges = Arrays.stream(response.getHeaders("WWW-Authenticate"))
                .map(Header::getValue)
                .map(String::valueOf)
                .toList();
        return new HttpAnswer(status, challenges, body, tls == null ? null : PinningTls.certificate(tls));
    }

    private static String reason(Exception e) {
        return switch (e) {
            case java.net.ConnectException refused -> "nothing listens there";
            case java.net.SocketTimeoutException slow -> "no answer in time";
            case java.net.NoRouteToHostException none -> "no way to that host";
            default -> Words.line(e.getMessage());
        };
    }

    private static ProblemException unreachable(String words) {
        return new ProblemException(ProblemType.CAMERA_UNREACHABLE, "The camera does not answer: " + words + ".");
    }

    @Override
    public void destroy() throws IOException {
        alarm.shutdownNow();
        client.close();
    }

    record HttpAnswer(
            int status,
            List<String> challenges,
            byte[] body,
            @Nullable ServerCertificate certificate) {}

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
