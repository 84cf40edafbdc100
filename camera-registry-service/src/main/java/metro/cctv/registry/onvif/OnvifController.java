package metro.cctv.registry.onvif;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Capability;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.Network;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looking at devices, for those who enter cameras. Both doors only look. */
@RestController
@RequestMapping("/api/cameras")
class OnvifController {
    private final ProbeService probes;
    private final DiscoveryService discoveries;
    private final AuditTrail audit;

    OnvifController(ProbeService probes, DiscoveryService discoveries, AuditTrail audit) {
        this.probes = probes;
        this.discoveries = discoveries;
        this.audit = audit;
    }

    /**
     * @param address {@code http(s)://…} of a device service, {@code rtsp(s)://…}, or an IP address alone
     * @param certificateSha256 what the device must show, to accept a renewed certificate; usually the entry knows
     */
    record ProbeRequest(
            @NotNull @Size(min = 1, max = CameraAddressPolicy.MAX_LENGTH)
            String address,

            @Valid @Nullable OnvifCredentials credentials,

            @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hex digits") @Nullable
            String certificateSha256) {}

    /** @param networks to ask address by address, beside the multicast on the configured interfaces */
    record DiscoveryRequest(
            @Size(max = 16) @Nullable List<@NotNull @Size(max = 60) String> networks,
            @Min(1) @Max(10) @Nullable Integer seconds) {}

    @PostMapping("/probe")
    ProbeView probe(@Valid @RequestBody ProbeRequest body, Caller caller, HttpServletRequest request) {
        caller.require(Capability.CAMERAS);
        String url = ProbeService.written(body.address());
        audit.allowed(caller, Access.to("camera.probe", "address", cut(url)).from(request.getRemoteAddr()));
        return probes.probe(url, body.credentials(), body.certificateSha256());
    }

    @PostMapping("/discover")
    DiscoveryView discover(@Valid @RequestBody DiscoveryRequest body, Caller caller, HttpServletRequest request) {
        caller.require(Capability.CAMERAS);
        List<Network> networks = discoveries.networks(body.networks() == null ? List.of() : body.networks());
        String where = networks.stream().map(Network::toString).collect(Collectors.joining(" "));
        audit.allowed(
                caller,
                Access.to("camera.discover", "network", where.isEmpty() ? "multicast" : cut(where))
                        .from(request.getRemoteAddr()));
        return discoveries.discover(networks, body.seconds() == null ? 3 : body.seconds());
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }
}
