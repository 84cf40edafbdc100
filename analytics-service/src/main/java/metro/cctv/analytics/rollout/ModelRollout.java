package metro.cctv.analytics.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.model.ModelRefused;
import metro.cctv.analytics.rollout.Choice.Named;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Puts a model on trial, makes it active, goes back. A model is loaded and tried before the choice is kept, and the choice is kept
 * before workers change; other instances read it and follow. What cannot be loaded changes nothing.
 */
@Service
class ModelRollout implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(ModelRollout.class);
    private static final List<Role> ROLES = List.of(Role.OBJECTS, Role.FIRE);
    private static final int REFUSALS = 20;
    /** What could not be followed, a file being away for a moment, say, is tried again after that. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final ServingModels serving;
    private final ModelCatalogue catalogue;
    private final ChoiceStore choices;
    private final Clock clock;
    private final ModelManifest configured;
    private final Map<Role, Choice> followed = new EnumMap<>(Role.class);
    private final Map<Role, Instant> again = new EnumMap<>(Role.class);
    private final Deque<Refusal> refusals = new ArrayDeque<>();

    ModelRollout(ServingModels serving, ModelCatalogue catalogue, ChoiceStore choices, Clock clock) {
        this.serving = serving;
        this.catalogue = catalogue;
        this.choices = choices;
        this.clock = clock;
        this.configured = serving.now().objects().manifest();
    }

    /** A model that was wanted and could not be taken. */
    record Refusal(Instant at, String model, String reason) {}

    /** What serves, and the choice behind it. */
    record Line(Role role, Choice choice) {}

    ModelManifest configured() {
        return configured;
    }

    synchronized List<Line> lines() {
        return ROLES.stream()
                .map(role -> new Line(role, followed.getOrDefault(role, none(role))))
                .toList();
    }

    synchronized List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    synchronized void tryOut(String name, Caller caller, @Nullable String address) {
        LoadedModel model = load(name, null);
        Role role = model.manifest().role();
        try {
            if (!ROLES.contains(role))
                throw refused(name, "a model of the role " + role + " is never run on live pictures");
            String sha256 = model.manifest().sha256();
            if (isActive(role, sha256))
                throw new ProblemException(ProblemType.CONFLICT, "This is the active model already.");
            Choice next = current(role).withShadow(new Named(name, sha256), now(), caller.subject());
            save(next, caller, "model.shadow", name, address);
            serving.setShadow(role, model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    synchronized void drop(Role role, Caller caller, @Nullable String address) {
        Choice now = current(role);
        Named shadow = now.shadow();
        if (shadow == null) throw new ProblemException(ProblemType.NOT_FOUND, "No model is on trial.");
        save(now.withShadow(null, now(), caller.subject()), caller, "model.drop", shadow.name(), address);
        serving.setShadow(role, null);
    }

    /** @param sha256 of the shadow that the caller saw */
    synchronized void promote(Role role, String sha256, Caller caller, @Nullable String address) {
        Choice now = current(role);
        Named shadow = now.shadow();
        if (shadow == null || !shadow.sha256().equals(sha256))
            throw new ProblemException(ProblemType.CONFLICT, "Another model is on trial, or none.");
        LoadedModel model = isShadow(role, sha256) ? null : load(shadow.name(), sha256);
        keep(now.promoted(now(), caller.subject()), caller, "model.promote", shadow.name(), address, model);
        if (model == null) serving.promote(role);
        else serving.setActive(role, model);
        log.info("Model {} is active for {}, by {}", shadow.name(), role, caller.subject());
    }

    /** @param sha256 of the active model that the caller saw; null: none was active */
    synchronized void rollBack(Role role, @Nullable String sha256, Caller caller, @Nullable String address) {
        Choice now = current(role);
        if (!isActive(role, sha256)) throw new ProblemException(ProblemType.CONFLICT, "Another model is active now.");
        if (now.previous() == null)
            throw new ProblemException(ProblemType.CONFLICT, "There was no other model before.");
        Named previous = now.previous().model();
        LoadedModel model = wanted(role, previous);
        String name = previous == null ? "configured" : previous.name();
        keep(now.rolledBack(now(), caller.subject()), caller, "model.rollback", name, address, model);
        serving.setActive(role, model);
        log.info("Back to model {} for {}, by {}", name, role, caller.subject());
    }

    @Override
    public void afterSingletonsInstantiated() {
        follow();
    }

    /** What another instance, or this one before its restart, has chosen. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    synchronized void follow() {
        for (Role role : ROLES) {
            try {
                Choice wanted = choices.find(role).filter(this::counts).orElse(none(role));
                if (isFollowed(role, wanted)) continue;
                followed.put(role, wanted);
                again.put(role, now().plus(AGAIN));
                apply(wanted);
                again.remove(role);
            } catch (RuntimeException e) {
                log.warn("The choice of models for {} was not followed: {}", role, e.getMessage());
            }
        }
    }

    private boolean isFollowed(Role role, Choice wanted) {
        Choice known = followed.get(role);
        if (known == null) return wanted.version() == 0;
        Instant due = again.get(role);
        return known.version() == wanted.version() && (due == null || now().isBefore(due));
    }

    /** What is in memory already stays there: a shadow that is promoted elsewhere is warm here too. */
    private void apply(Choice wanted) {
        Role role = wanted.role();
        Named active = wanted.active();
        String sha256 = active != null ? active.sha256() : role == Role.OBJECTS ? configured.sha256() : null;
        if (!isActive(role, sha256)) {
            if (sha256 != null && isShadow(role, sha256)) serving.promote(role);
            else serving.setActive(role, wanted(role, active));
        }
        Named shadow = wanted.shadow();
        if (shadow != null && !isShadow(role, shadow.sha256()))
            serving.setShadow(role, load(shadow.name(), shadow.sha256()));
        if (shadow == null && serving.shadow(role).isPresent()) serving.setShadow(role, null);
    }

    private boolean isActive(Role role, @Nullable String sha256) {
        return Objects.equals(
                sha256,
                serving.active(role).map(model -> model.manifest().sha256()).orElse(null));
    }

    private boolean isShadow(Role role, String sha256) {
        return serving.shadow(role).filter(tried -> isOf(tried.model(), sha256)).isPresent();
    }

    private boolean counts(Choice choice) {
        return choice.role() != Role.OBJECTS || configured.sha256().equals(choice.configuredSha256());
    }

    private Choice none(Role role) {
        return Choice.none(role, role == Role.OBJECTS ? configured.sha256() : null);
    }

    /** One that does not count any more still has its version, so that the next one follows it. */
    private Choice current(Role role) {
        Optional<Choice> stored = choices.find(role);
        if (stored.isEmpty()) return none(role);
        if (counts(stored.get())) return stored.get();
        Choice none = none(role);
        long version = stored.get().version();
        return new Choice(role, none.configuredSha256(), null, null, null, version, none.changedAt(), none.changedBy());
    }

    private @Nullable LoadedModel wanted(Role role, @Nullable Named model) {
        if (model != null) return load(model.name(), model.sha256());
        return role == Role.OBJECTS ? loadConfigured() : null;
    }

    private LoadedModel loadConfigured() {
        try {
            LoadedModel model = catalogue.loadConfigured();
            if (isOf(model, configured.sha256())) return model;
            model.close();
            throw refused("configured", "its files were changed since the start");
        } catch (ModelRefused e) {
            throw refused("configured", String.valueOf(e.getMessage()));
        }
    }

    /** @param sha256 what it was when it was chosen; null: as it is now */
    private LoadedModel load(String name, @Nullable String sha256) {
        try {
            LoadedModel model = catalogue
                    .load(name)
                    .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such model."));
            if (sha256 == null || isOf(model, sha256)) return model;
            model.close();
            throw refused(name, "its files were changed since it was chosen");
        } catch (ModelRefused e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private ProblemException refused(String name, String reason) {
        refusals.removeIf(known -> known.model().equals(name) && known.reason().equals(reason));
        refusals.addFirst(new Refusal(now(), name, reason));
        while (refusals.size() > REFUSALS) refusals.removeLast();
        log.warn("Model {} is refused: {}", name, reason);
        return new ProblemException(ProblemType.MODEL_REFUSED, reason);
    }

    private void keep(
            Choice choice,
            Caller caller,
            String action,
            String name,
            @Nullable String address,
            @Nullable LoadedModel loaded) {
        try {
            save(choice, caller, action, name, address);
        } catch (RuntimeException e) {
            if (loaded != null) loaded.close();
            throw e;
        }
    }

    private void save(Choice choice, Caller caller, String action, String name, @Nullable String address) {
        choices.save(choice, caller, Access.to(action, "model", name).from(address));
        followed.put(choice.role(), choice);
        again.remove(choice.role());
    }

    private static boolean isOf(LoadedModel model, String sha256) {
        return model.manifest().sha256().equals(sha256);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
