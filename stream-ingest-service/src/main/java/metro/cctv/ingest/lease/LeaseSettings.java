package metro.cctv.ingest.lease;

import java.time.Duration;
import metro.cctv.contracts.lease.IngestLease;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Several processes for the same districts.
 *
 * @param group the same for all of them, and for nobody else; "": this process is alone and pulls everything
 * @param instance names this process in the log and in the lease topic
 * @param silence a process that is not heard for so long has lost its cameras; Kafka's brokers allow 6 s and more
 * @param address where the gateway brings viewers of our cameras, e.g. {@code http://ingest-1.ingest:8082}; "": to its one address
 * @param rtspAddress where agencies' video systems find our cameras, e.g. {@code rtsps://ingest-1.video.example:8322}; "": not told
 * @param standInAfter when Kafka is away at the start, the slots held last are pulled after this
 */
public record LeaseSettings(
        @DefaultValue("") String group,
        @DefaultValue("ingest") String instance,
        @DefaultValue("6s") Duration silence,
        @DefaultValue("20s") Duration standInAfter,
        @DefaultValue("") String address,
        @DefaultValue("") String rtspAddress) {
    public LeaseSettings {
        if (!group.isEmpty() && !group.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
            throw new IllegalArgumentException("lease.group: letters, digits, '.', '-', '_', at most 64");
        if (silence.toSeconds() < 6 || silence.toSeconds() > 300)
            throw new IllegalArgumentException("lease.silence: 6s to 5m, was " + silence);
        if (!address.isEmpty()) IngestLease.address(address);
        if (!rtspAddress.isEmpty()) IngestLease.rtspAddress(rtspAddress);
        if (standInAfter.isNegative()) throw new IllegalArgumentException("lease.stand-in-after: not below 0");
    }

    public boolean isShared() {
        return !group.isEmpty();
    }
}
