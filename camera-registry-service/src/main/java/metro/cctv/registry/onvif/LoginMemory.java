package metro.cctv.registry.onvif;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The nonces that devices gave us, so that the next call need not ask again, and the log-ins they refused, so that nobody
 * knocks until the account is locked. In memory only, and only of the last devices.
 */
@Component
class LoginMemory {
    private static final int MAX_DEVICES = 1000;

    private final Map<Key, Nonce> nonces = new Recent<>();
    private final Map<Key, Instant> refusedUntil = new Recent<>();
    private final Clock clock;
    private final Duration pause;

    @Autowired
    LoginMemory(Clock clock, OnvifProperties onvif) {
        this(clock, onvif.loginPause());
    }

    LoginMemory(Clock clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
    }

    synchronized Optional<Nonce> nonce(InetSocketAddress device, OnvifCredentials who) {
        return Optional.ofNullable(nonces.get(new Key(device, who)));
    }

    synchronized Nonce keep(InetSocketAddress device, OnvifCredentials who, Challenge challenge) {
        Nonce nonce = new Nonce(challenge);
        nonces.put(new Key(device, who), nonce);
        return nonce;
    }

    synchronized void forget(InetSocketAddress device, OnvifCredentials who) {
        nonces.remove(new Key(device, who));
    }

    synchronized void refused(InetSocketAddress device, OnvifCredentials who) {
        nonces.remove(new Key(device, who));
        refusedUntil.put(new Key(device, who), clock.instant().plus(pause));
    }

    synchronized boolean isPaused(InetSocketAddress device, OnvifCredentials who) {
        Instant until = refusedUntil.get(new Key(device, who));
        return until != null && clock.instant().isBefore(until);
    }

    private record Key(InetSocketAddress device, OnvifCredentials who) {}

    /** A challenge and how often it was answered. */
    static final class Nonce {
        private final Challenge challenge;
        private int uses;

        Nonce(Challenge challenge) {
            this.challenge = challenge;
        }

        Challenge challenge() {
            return challenge;
        }

        synchronized int next() {
            return ++uses;
        }
    }

    private static final class Recent<V> extends LinkedHashMap<Key, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
            return size() > MAX_DEVICES;
        }
    }
}
