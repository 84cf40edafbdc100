package metro.cctv.analytics.rollout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelManifest.Family;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.rollout.Choice.Named;
import metro.cctv.analytics.rollout.ModelRollout.Refusal;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.analytics.settings.ExecutionProvider;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is looking at the pictures and what it cannot see, for everybody who works with it; and how it is changed, for few. */
@RestController
@RequestMapping("/api/models")
class ModelController {
    private static final String REJECTED = "cctv.analytics.frames.rejected";
    private static final String SHA256 = "[0-9a-f]{64}";

    private final ServingModels serving;
    private final ModelRollout rollout;
    private final ModelCatalogue catalogue;
    private final MeterRegistry metrics;
    private final ExecutionProvider provider;
    private final EvaluationReport evaluation;

    ModelController(
            ServingModels serving,
            ModelRollout rollout,
            ModelCatalogue catalogue,
            MeterRegistry metrics,
            AnalyticsProperties settings) {
        this.serving = serving;
        this.rollout = rollout;
        this.catalogue = catalogue;
        this.metrics = metrics;
        this.provider = settings.provider();
        this.evaluation = new EvaluationReport(settings.evaluationReport());
    }

    /**
     * @param active for objects
     * @param roles every role that is run on live pictures
     * @param available the models at hand; empty for who has nothing to do with rules
     * @param refusals the last ones of this instance, newest first; empty likewise
     * @param rejectedFrames since this instance started
     * @param evaluatedAt when the report of {@code evaluation} was written; null: there is none, or the caller has nothing to do
     *     with rules
     */
    record Models(
            Model active,
            ExecutionProvider provider,
            List<OfRole> roles,
            List<Available> available,
            List<Refusal> refusals,
            List<RejectedFrames> rejectedFrames,
            @Nullable Instant evaluatedAt) {}

    /**
     * @param labels the operators' words that this model can say, each once
     * @param behaviours every kind of zone, and whether this model sees what it takes
     */
    record Model(
            String name,
            String sha256,
            String family,
            int inputWidth,
            int inputHeight,
            List<String> labels,
            double scoreThreshold,
            String licence,
            String limits,
            List<SeenBehaviour> behaviours) {}

    /** @param needs of each list the model must know at least one word */
    record SeenBehaviour(Zone.Kind kind, boolean available, List<List<ObjectClass>> needs) {
        static SeenBehaviour of(Zone.Kind kind, Set<ObjectClass> known) {
            return new SeenBehaviour(
                    kind,
                    kind.isSeenBy(known),
                    kind.needs().stream()
                            .map(one -> one.stream().sorted().toList())
                            .toList());
        }
    }

    /**
     * @param active null: none of this role
     * @param previous where a way back leads; null: nowhere
     * @param changedBy who chose last; null: nobody since the configuration
     */
    record OfRole(
            Role role,
            @Nullable Model active,
            @Nullable OnTrial shadow,
            @Nullable Before previous,
            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    record OnTrial(Model model, ModelComparison.View comparison) {}

    /** @param name null: none of this role */
    record Before(@Nullable String name, @Nullable String sha256) {}

    /**
     * @param model its folder's name, by which it is asked for
     * @param name null where the manifest cannot be read
     * @param refusal null: it can be used
     */
    record Available(
            String model,
            @Nullable String name,
            @Nullable String sha256,
            @Nullable Role role,
            @Nullable Family family,
            @Nullable String refusal) {}

    record RejectedFrames(String reason, long count) {}

    record Wanted(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
            String model) {}

    /** @param sha256 of the model that the caller sees there: nobody changes what he does not see */
    record Seen(@Nullable @Pattern(regexp = SHA256) String sha256) {}

    @GetMapping
    Models models(Caller caller) {
        boolean mayKnow = AccessMatrix.right(caller.role(), Capability.RULES) != Right.NO;
        return new Models(
                model(serving.now().objects()),
                provider,
                rollout.lines().stream().map(this::ofRole).toList(),
                mayKnow
                        ? catalogue.all().stream()
                                .map(ModelController::available)
                                .toList()
                        : List.of(),
                mayKnow ? rollout.refusals() : List.of(),
                rejected(),
                mayKnow ? evaluation.writtenAt() : null);
    }

    /** The last evaluation's plots, figures, misses and false alarms: a page of its own that can do nothing. */
    @GetMapping(path = "/evaluation", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> evaluation(Caller caller) {
        if (AccessMatrix.right(caller.role(), Capability.RULES) == Right.NO)
            throw new ProblemException(ProblemType.FORBIDDEN, "Evaluations are for those who have to do with rules.");
        return ResponseEntity.ok()
                .contentType(EvaluationReport.HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", EvaluationReport.POLICY)
                .body(evaluation.page());
    }

    /** Beside the active model of its role, on a share of the frames; it raises no alert. */
    @PostMapping("/shadow")
    Models tryOut(@Valid @RequestBody Wanted wanted, Caller caller, HttpServletRequest request) {
        require(caller);
        rollout.tryOut(wanted.model(), caller, request.getRemoteAddr());
        return models(caller);
    }

    @DeleteMapping("/{role}/shadow")
    Models drop(@PathVariable String role, Caller caller, HttpServletRequest request) {
        require(caller);
        rollout.drop(role(role), caller, request.getRemoteAddr());
        return models(caller);
    }

    @PostMapping("/{role}/promote")
    Models promote(
            @PathVariable String role, @Valid @RequestBody Seen seen, Caller caller, HttpServletRequest request) {
        require(caller);
        String sha256 = seen.sha256();
        if (sha256 == null) throw new ProblemException(ProblemType.INVALID_FIELD, "sha256: of the model on trial");
        rollout.promote(role(role), sha256, caller, request.getRemoteAddr());
        return models(caller);
    }

    @PostMapping("/{role}/rollback")
    Models rollBack(
            @PathVariable String role, @Valid @RequestBody Seen seen, Caller caller, HttpServletRequest request) {
        require(caller);
        rollout.rollBack(role(role), seen.sha256(), caller, request.getRemoteAddr());
        return models(caller);
    }

    /** The model looks at every district's cameras. */
    private static void require(Caller caller) {
        caller.require(Capability.RULES);
        caller.requireWholeCity();
    }

    private static Role role(String text) {
        return Stream.of(Role.OBJECTS, Role.FIRE)
                .filter(role -> role.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such role of a model."));
    }

    private OfRole ofRole(ModelRollout.Line line) {
        Role role = line.role();
        Choice choice = line.choice();
        return new OfRole(
                role,
                serving.active(role).map(this::model).orElse(null),
                serving.shadow(role)
                        .map(shadow -> new OnTrial(
                                model(shadow.model()), shadow.comparison().view()))
                        .orElse(null),
                before(role, choice),
                choice.changedAt(),
                choice.changedBy());
    }

    private @Nullable Before before(Role role, Choice choice) {
        if (choice.previous() == null) return null;
        Named previous = choice.previous().model();
        if (previous != null) return new Before(previous.name(), previous.sha256());
        if (role != Role.OBJECTS) return new Before(null, null);
        return new Before(rollout.configured().name(), rollout.configured().sha256());
    }

    private Model model(LoadedModel model) {
        ModelManifest manifest = model.manifest();
        Set<ObjectClass> known = manifest.knownClasses();
        LoadedModel fire = serving.now().fire();
        Set<ObjectClass> together = manifest.knownClasses();
        if (fire != null) together.addAll(fire.manifest().knownClasses());
        return new Model(
                manifest.name(),
                manifest.sha256(),
                manifest.family().name(),
                manifest.input().width(),
                manifest.input().height(),
                known.stream().map(Enum::name).toList(),
                manifest.scoreThreshold(),
                manifest.licence(),
                manifest.limits(),
                Stream.of(Zone.Kind.values())
                        .map(kind -> SeenBehaviour.of(kind, together))
                        .toList());
    }

    private static Available available(ModelCatalogue.Candidate candidate) {
        ModelManifest manifest = candidate.manifest();
        if (manifest == null) return new Available(candidate.name(), null, null, null, null, candidate.refusal());
        return new Available(
                candidate.name(),
                manifest.name(),
                manifest.sha256(),
                manifest.role(),
                manifest.family(),
                candidate.refusal());
    }

    private List<RejectedFrames> rejected() {
        return metrics.find(REJECTED).counters().stream()
                .map(counter -> new RejectedFrames(reason(counter), (long) counter.count()))
                .sorted(Comparator.comparing(RejectedFrames::reason))
                .toList();
    }

    private static String reason(Counter counter) {
        return Objects.requireNonNullElse(counter.getId().getTag("reason"), "").toUpperCase(Locale.ROOT);
    }
}
