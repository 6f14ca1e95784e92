package io.reactiveregistry.jinja;

/**
 * What one rendering may take.
 *
 * @param templateCharacters how long a template may be
 * @param outputCharacters how long the result, and any text that an expression makes, may be
 * @param loopIterations rounds of all loops together
 * @param nesting how deep blocks, brackets and calls of macros may be nested
 * @param collectionElements how many elements a list or map may have that an expression makes
 * @param allocatedBytes what all values that expressions make take together, freed or not
 * @param timeNanos how long it may take
 */
record RenderingLimits(
    int templateCharacters,
    int outputCharacters,
    long loopIterations,
    int nesting,
    int collectionElements,
    long allocatedBytes,
    long timeNanos) {}
