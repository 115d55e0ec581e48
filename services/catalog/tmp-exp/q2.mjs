import mongoose from 'mongoose';
const c = await mongoose.createConnection('mongodb://127.0.0.1:28117/exp1?replicaSet=secantus').asPromise();
const k=c.collection('q1');
const f=(s)=>s? s.stage+(s.indexName?'('+s.indexName+')':'')+(s.inputStage?'>'+f(s.inputStage):''):'';
for (const [l,q] of [['_id gt',()=>k.find({_id:{$gt:'bat_B0000009990'}})],['_id gt lt',()=>k.find({_id:{$gt:'bat_B0000009990',$lt:'bat_B0000009999'}})],['_id gt lt hint',()=>k.find({_id:{$gt:'bat_B0000009990',$lt:'bat_B0000009999'}}).hint({_id:1})],['_id gt sort limit',()=>k.find({_id:{$gt:'bat_B0000009990'}}).sort({_id:1}).limit(5)],['slot gt lt sort limit',()=>k.find({slot:{$gte:'S/B/0000000100',$lt:'S/B/0000000150'},remainingQty:{$gt:0}}).sort({slot:1}).limit(50)],['sort _id hint',()=>k.find({}).sort({_id:1}).limit(5).hint({_id:1})]]) { const a=performance.now(); let r; try{ r=await q().toArray(); console.log(l,r.length,(performance.now()-a).toFixed(1)); console.log('  ',f((await q().explain()).queryPlanner?.winningPlan));}catch(e){console.log(l,e.message)} }
await c.getClient().db('te4c82de8419f_catalog').dropDatabase(); await c.getClient().db('t69651f671ea0_inventory').dropDatabase(); for (const n of ['exp2','exp3']) await c.getClient().db(n).dropDatabase();
await c.close();
