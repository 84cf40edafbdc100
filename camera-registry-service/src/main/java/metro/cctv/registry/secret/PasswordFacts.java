package metro.cctv.registry.secret;

import java.time.Instant;

/**
 * How good a camera's password is, told from fingerprints alone.
 *
 * @param isMakersDefault a maker's default, or one of the most guessed
 * @param isEmpty a log-in without a password
 * @param sharedWith other cameras with the same password
 * @param changedAt when it last became another one
 */
public record PasswordFacts(
        String cameraId, boolean isMakersDefault, boolean isEmpty, long sharedWith, Instant changedAt) {}
