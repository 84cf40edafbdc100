package metro.cctv.registry.onvif;

import org.jspecify.annotations.Nullable;

/**
 * @param body the element inside the SOAP body, e.g. {@code GetProfilesResponse}
 * @param login what this call needed
 * @param certificate what the device showed; null over plain HTTP
 */
public record SoapAnswer(
        XmlElement body, Login login, @Nullable ServerCertificate certificate) {}
