package metro.cctv.link.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The city decides where an agency's events are sent. */
@RestController
@RequestMapping("/api/agencies/{agency}/webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final AgencyProperties agencies;

    WebhookController(Webhooks webhooks, AgencyProperties agencies) {
        this.webhooks = webhooks;
        this.agencies = agencies;
    }

    /** @param backupUrl the second path, tried when the first does not take an event */
    record RegisterWebhook(
            @NotBlank @Size(max = 500) String url,
            @Nullable @Size(min = 1, max = 500) String backupUrl) {}

    record WebhookList(List<Webhooks.Webhook> items) {}

    record Replay(int events) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Webhooks.Registered register(
            Caller caller,
            @PathVariable String agency,
            @Valid @RequestBody RegisterWebhook body,
            HttpServletRequest request) {
        check(caller, agency);
        Webhooks.Registered registered = webhooks.register(
                caller,
                agency,
                url(body.url()),
                body.backupUrl() == null ? null : url(body.backupUrl()),
                request.getRemoteAddr());
        webhooks.started();
        return registered;
    }

    @GetMapping
    WebhookList list(Caller caller, @PathVariable String agency) {
        check(caller, agency);
        return new WebhookList(webhooks.list(agency));
    }

    @DeleteMapping("/{webhookId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String agency, @PathVariable UUID webhookId, HttpServletRequest request) {
        check(caller, agency);
        webhooks.remove(caller, agency, webhookId, request.getRemoteAddr());
    }

    /** Sends the webhook again, with the same ids, what the feed holds after a cursor; 10,000 events at most. */
    @PostMapping("/{webhookId}/replay")
    Replay replay(
            Caller caller,
            @PathVariable String agency,
            @PathVariable UUID webhookId,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request) {
        check(caller, agency);
        return new Replay(webhooks.replay(caller, agency, webhookId, after, request.getRemoteAddr()));
    }

    private void check(Caller caller, String agency) {
        caller.require(Capability.WEBHOOKS);
        caller.requireWholeCity(); // an agency hears of every district
        agencies.partner(agency);
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.ADDRESS_REFUSED, "url: not a URL");
        }
    }
}
