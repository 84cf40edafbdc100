package metro.cctv.registry.secret;

import java.time.Instant;

/**
 * @param credentialsChangedAt when the log-in was last entered
 * @param passwordChangedAt when its password last became another one
 */
public record SecretAge(Instant credentialsChangedAt, Instant passwordChangedAt) {}
