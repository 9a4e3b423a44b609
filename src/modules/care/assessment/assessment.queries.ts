/** What pages read of assessments: lines for everybody who may assess, content for whom the policy opens it. */
import { forModule } from '#platform/usecase.ts';
import { assessedPerson, assessedPersonOf, type AssessedPerson } from './assessed-person.ts';
import { permissions } from '../care.permissions.ts';
import { mayFill, maySeeContent } from './assessment.policy.ts';
import { AssessmentId, PersonInput } from './assessment.schemas.ts';
import { assessmentById, assessmentsOf, lineOf, type AssessmentContent, type AssessmentLine, type Sealed } from './assessment.store.ts';
import { settledFor } from './assessment.settings.ts';
import type { Settled } from './form.model.ts';
import { formVersion } from './forms.ts';

const { query } = forModule<'care' | 'platform'>();

/** A line with what the caller may see and do. */
export interface SeenAssessment extends AssessmentLine {
	/** null: health data that is not open to the caller now */
	content: AssessmentContent | null;
	/** theirs to go on with */
	mine: boolean;
}

export interface AssessmentsOfPerson {
	person: AssessedPerson;
	/** newest first */
	assessments: SeenAssessment[];
}

/** Every assessment of somebody, drafts of colleagues included as a line; of who has not agreed to it none. @throws platform.notFound (404) outside the own communities */
export const listAssessments = query({
	name: 'care.listAssessments',
	access: permissions.read,
	input: PersonInput,
	prepare: (ctx, input) => assessedPerson(ctx, input.personId),
	run: async (tx, input, person): Promise<AssessmentsOfPerson> => {
		if (person.withheld) return { person, assessments: [] };
		return { person, assessments: (await assessmentsOf(tx, input.personId)).map((each) => seen(tx.ctx, each, person)) };
	}
});

/** One assessment, the one before it by the same form, and how doubtful points of the form are settled today. */
export const getAssessment = query({
	name: 'care.getAssessment',
	access: permissions.read,
	input: AssessmentId,
	prepare: (ctx, input) => assessedPersonOf(ctx, input.id),
	run: async (tx, input, person): Promise<{ person: AssessedPerson; assessment: SeenAssessment; before: SeenAssessment | null; correctedBy: string | null; settled: Settled }> => {
		const assessment = await assessmentById(tx, input.id);
		const all = await assessmentsOf(tx, assessment.personId);
		const before = all.find((each) => each.formKey === assessment.formKey && each.state === 'complete' && each.id !== assessment.supersedes && comesBefore(each, assessment));
		return {
			person,
			assessment: seen(tx.ctx, assessment, person),
			before: before ? seen(tx.ctx, before, person) : null,
			correctedBy: all.find((each) => each.supersedes === assessment.id && each.state !== 'draft')?.id ?? null,
			settled: await settledFor(tx, formVersion(assessment.formKey, assessment.formVersion))
		};
	}
});

const comesBefore = (a: AssessmentLine, b: AssessmentLine): boolean => a.assessedOn < b.assessedOn || (a.assessedOn === b.assessedOn && a.id < b.id);

function seen({ actor, clock }: Parameters<typeof assessedPerson>[0], each: Sealed, person: AssessedPerson): SeenAssessment {
	return { ...lineOf(each), content: !person.withheld && maySeeContent(actor, each, person.healthOpen, clock.now()) ? each.open() : null, mine: !person.withheld && mayFill(actor, each) };
}
