package metro.cctv.registry.onvif;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS to devices, whose certificates nobody signed: trusted at first sight, and from then on only this very certificate.
 * It is compared after the handshake and before the first byte of a request.
 */
final class PinningTls {
    private static final SSLContext ANYBODY = anybody();

    private PinningTls() {}

    /** @param expectedSha256 null: whatever it shows */
    static SSLSocket handshake(Socket plain, String host, int port, @Nullable String expectedSha256, Duration patience)
            throws IOException {
        SSLSocket socket = (SSLSocket) ANYBODY.getSocketFactory().createSocket(plain, host, port, true);
        try {
            // No name check: devices are dialled by address, and the fingerprint says more than the name.
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(null);
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) patience.toMillis());
            socket.startHandshake();
            ServerCertificate shown = certificate(socket.getSession());
            if (expectedSha256 != null
                    && !expectedSha256.toLowerCase(Locale.ROOT).equals(shown.sha256()))
                throw new PinMismatch(expectedSha256, shown);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    static ServerCertificate certificate(SSLSession session) throws SSLException {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate)
                return ServerCertificate.of(certificate);
            throw new SSLException("no X.509 certificate");
        } catch (CertificateEncodingException e) {
            throw new SSLException("unreadable certificate", e);
        }
    }

    /** Becomes a {@link CertificateChanged} outside of the HTTP client. */
    static final class PinMismatch extends SSLException {
        private static final long serialVersionUID = 1L;

        private final String expectedSha256;
        private final transient ServerCertificate shown;

        PinMismatch(String expectedSha256, ServerCertificate shown) {
            super("another certificate than the known one");
            this.expectedSha256 = expectedSha256;
            this.shown = shown;
        }

        CertificateChanged asProblem() {
            return new CertificateChanged(expectedSha256, shown);
        }
    }

    private static SSLContext anybody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new FirstSight()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is part of every JDK", e);
        }
    }

    /** The comparison follows in {@link #handshake}. */
    private static final class FirstSight extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
