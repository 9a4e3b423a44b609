/** A use case that has to ask somebody (the directory, accounts, a rate limit) before its transaction opens: `useCase` with `prepare`. */
import { forModule } from '#platform/usecase.ts';

export const { useCase: preparedUseCase } = forModule<'requests'>();
