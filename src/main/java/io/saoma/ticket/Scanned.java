package io.saoma.ticket;

import java.time.Duration;

/** What the phone learns from its scan. */
public record Scanned(
    String handle, String contextDigest, Shown shown, Duration age, Duration remaining) {}
