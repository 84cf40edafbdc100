package metro.cctv.registry.onvif;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * @param sha256 of the certificate as it came (DER), hexadecimal
 * @param subject at most 200 printable characters
 */
public record ServerCertificate(String sha256, String subject, Instant notAfter) {

    static ServerCertificate of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new ServerCertificate(
                    HexFormat.of().formatHex(digest),
                    Words.line(certificate.getSubjectX500Principal().getName()),
                    certificate.getNotAfter().toInstant());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
