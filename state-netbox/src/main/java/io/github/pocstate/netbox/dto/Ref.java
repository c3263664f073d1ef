package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * Another object, in brief.
 *
 * @param id its id
 * @param name its name
 * @param slug its slug
 *
 * @since 0.1
 */
public record Ref(long id, @Nullable String name, @Nullable String slug) {}
