package metro.cctv.gateway.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway.
 *
 * @param bootstrapFile JSON with the first people and clients, readable by its owner only; none: no account is made
 * @param signingKeyFile JWK set with the private key, made when missing, mode 0600; the first key signs
 */
@Validated
@ConfigurationProperties(prefix = "cctv.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @Nullable Path bootstrapFile,
        @NotNull Path signingKeyFile,
        @DefaultValue @Valid Login login,
        @DefaultValue @Valid Limit limit,
        @DefaultValue @Valid Route route,
        @NotNull @Valid Upstreams upstreams,
        @DefaultValue @Valid IngestOwners ingestOwners) {

    /**
     * @param idleLogout a session that sends nothing for so long has ended
     * @param hashCost of bcrypt, doubling with every step
     * @param failuresPerAccount wrong passwords for one account from one address before it must wait
     * @param failuresPerAddress the same for all accounts from one address (a control room may share one)
     * @param longestWait the wait doubles from one second up to this
     */
    public record Login(
            @DefaultValue("10m") @DurationMin(seconds = 2) Duration idleLogout,
            @DefaultValue("10") @Min(10) @Max(15) int hashCost,
            @DefaultValue("5") @Min(1) int failuresPerAccount,
            @DefaultValue("30") @Min(1) int failuresPerAddress,
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration longestWait) {}

    /**
     * @param callerPerSecond requests of one account
     * @param addressPerSecond requests of one address, whoever sends them; a refused one counts for many
     * @param upload body of a file of cameras, the one kind that is passed on while it comes
     * @param liveSocketsPerCaller live pictures open at once; an operator watches at most 50 cameras
     */
    public record Limit(
            @DefaultValue("200") @Min(1) int callerPerSecond,
            @DefaultValue("1000") @Min(1) int addressPerSecond,
            @DefaultValue("1MB") DataSize requestBody,
            @DefaultValue("256MB") DataSize upload,
            @DefaultValue("100") @Min(1) int liveSocketsPerCaller) {}

    /**
     * @param answerWithin a service that says nothing for so long is called away (streams excepted)
     * @param uploadWithin the same for an upload, from its first byte on: a slow line takes minutes
     * @param recheck how often open streams are checked against the right that opened them
     */
    public record Route(
            @DefaultValue("2s") Duration connectWithin,
            @DefaultValue("30s") Duration answerWithin,
            @DefaultValue("15m") Duration uploadWithin,
            @DefaultValue("5s") Duration recheck,
            @DefaultValue("5s") Duration slowClientWithin) {}

    /**
     * Several ingest processes behind the one door (ADR 0054).
     *
     * @param group whose leases name a camera's owner; "": ingest is one process
     * @param hosts that a lease may name, else it is not believed; {@code *.name}: any below
     */
    public record IngestOwners(
            @DefaultValue("") String group, @DefaultValue List<String> hosts) {}

    /** Base addresses of the services behind, without a path. */
    public record Upstreams(
            @NotNull URI registry,
            @NotNull URI ingest,
            @NotNull URI analytics,
            @NotNull URI agencyLink,
            @NotNull URI retention) {}
}
